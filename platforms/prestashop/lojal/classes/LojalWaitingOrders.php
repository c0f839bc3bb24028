<?php
/**
 * The orders that the server has not confirmed yet: one row for each. Several processes can add and send at once.
 */
if (!defined('_PS_VERSION_')) {
    exit;
}

class LojalWaitingOrders
{
    const TABLE = 'lojal_waiting_order';
    /** Seconds until the next try: a minute, five, half an hour, two, six and 24 hours, and then each 24 hours. */
    const WAITS = [60, 300, 1800, 7200, 21600, 86400];
    /** How long a process has an order for itself, in seconds. Longer than a request to the server takes. */
    const CLAIM = 60;
    /** The most orders of one call. */
    const MOST = 20;

    /**
     * `mark`: drawn anew at each change of the order. `due`: when to send. `claimed`: until when one process has the order.
     * Both are Unix times in seconds.
     *
     * @return bool
     */
    public static function create()
    {
        return Db::getInstance()->execute('CREATE TABLE IF NOT EXISTS ' . self::table() . ' (id_order INTEGER NOT NULL PRIMARY KEY, mark CHAR(16) NOT NULL, tried INTEGER NOT NULL, due BIGINT NOT NULL, claimed BIGINT NOT NULL)');
    }

    /** @return bool */
    public static function drop()
    {
        return Db::getInstance()->execute('DROP TABLE IF EXISTS ' . self::table());
    }

    /** Notes that an order has changed. A process that is sending the former state keeps its claim, and the order stays. */
    public static function add($id)
    {
        for ($tries = 0; $tries < 10; ++$tries) {
            Db::getInstance()->insert(self::TABLE, ['id_order' => (int) $id, 'mark' => '', 'tried' => 0, 'due' => 0, 'claimed' => 0], false, true, Db::INSERT_IGNORE);
            if (self::change("UPDATE %s SET mark = '" . bin2hex(random_bytes(8)) . "', tried = 0, due = " . time() . ' WHERE id_order = ' . (int) $id)) {
                return;
            }
            // Another process has sent the former state in between, and deleted the row.
        }
    }

    /**
     * Sends the orders that are due: `$first`, then the one that waits longest. Ends when the server does not respond, after
     * `MOST` orders and after `$seconds`, because a customer may wait for the page.
     *
     * @param int      $first   an order; 0 for none
     * @param int      $seconds
     * @param callable $send    takes an order and how often it was tried; returns the status of the response: 0 without a
     *                          response, 200 and 422 if the order need not be sent again
     */
    public static function send($first, $seconds, callable $send)
    {
        $end = time() + $seconds;
        for ($sent = 0; $sent < self::MOST && time() <= $end; ++$sent) {
            $now = time();
            // `false`: the cache of queries knows nothing of other processes.
            $row = Db::getInstance()->getRow('SELECT id_order, mark, tried FROM ' . self::table() . " WHERE due <= $now AND claimed <= $now ORDER BY CASE WHEN id_order = " . (int) $first . ' THEN 0 ELSE 1 END, due, id_order', false);
            if (!$row) {
                return;
            }
            $id = (int) $row['id_order'];
            $same = "id_order = $id AND mark = '" . $row['mark'] . "'";
            $until = $now + self::CLAIM;
            if (!self::change("UPDATE %s SET claimed = $until WHERE $same AND claimed <= $now")) {
                continue;
            }
            try {
                $status = $send($id, (int) $row['tried']);
            } catch (Throwable $error) {
                // An order that cannot be read must not end the request of another customer.
                $status = 500;
                PrestaShopLogger::addLog('Lojal: order ' . $id . ' cannot be read: ' . get_class($error), 3, null, 'Order', $id);
            }
            // If the order changed meanwhile, the mark is another one: the order stays due.
            if ($status === 200 || $status === 422) {
                self::change("DELETE FROM %s WHERE $same");
            } else {
                $wait = self::WAITS[min((int) $row['tried'], count(self::WAITS) - 1)];
                self::change('UPDATE %s SET tried = tried + 1, due = ' . (time() + $wait) . " WHERE $same");
            }
            self::change("UPDATE %s SET claimed = 0 WHERE id_order = $id AND claimed = $until");
            if ($status === 0) {
                return;
            }
        }
    }

    /** @return bool whether a row changed */
    private static function change($sql)
    {
        $db = Db::getInstance();

        return $db->execute(sprintf($sql, self::table())) && $db->Affected_Rows() > 0;
    }

    private static function table()
    {
        return _DB_PREFIX_ . self::TABLE;
    }
}
