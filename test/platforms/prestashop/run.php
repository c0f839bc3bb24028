<?php
/**
 * Runs the module with stand-ins for the classes of PrestaShop that it uses, because PrestaShop is in no package of the
 * distribution. php run.php <JSON>: `settings`, `customer`, `orders` or `ordersFile`, `do`, `with`; `database`, the file of the
 * tables, and `sql` to run in it first. Prints the result, the settings and the waiting orders as JSON.
 */
set_error_handler(function ($level, $message, $file, $line) {
    if (error_reporting() & $level) {
        throw new ErrorException($message, 0, $level, $file, $line);
    }

    return true;
});
define('_PS_VERSION_', '8.2.0');
define('_DB_PREFIX_', 'ps_');
$input = json_decode($argv[1], true);

class Module
{
    public $context;
    public $tab;
    public $name;
    public $version;
    public $author;
    public $bootstrap;
    public $displayName;
    public $description;
    public $ps_versions_compliancy;
    public static $hooks = [];

    public function __construct()
    {
        global $input;
        $this->context = (object) [
            'customer' => new Customer($input['customer'] ?? 0),
            'link' => new Link(),
            'currency' => (object) ['id' => $input['currency'] ?? 1],
            'controller' => (object) ['php_self' => 'product'],
        ];
    }

    public function l($text)
    {
        return $text;
    }

    public function install()
    {
        return true;
    }

    public function uninstall()
    {
        return true;
    }

    public function registerHook($hooks)
    {
        self::$hooks = $hooks;

        return true;
    }

    public function displayError($text)
    {
        return 'ERROR ' . $text;
    }

    public function displayConfirmation($text)
    {
        return 'SAVED ' . $text;
    }
}
class Configuration
{
    public static $values = [];

    /** `NAME@2` is the value of shop 2. */
    public static function get($name, $lang = null, $group = null, $shop = null)
    {
        return self::$values["$name@$shop"] ?? self::$values[$name] ?? false;
    }

    public static function updateValue($name, $value)
    {
        self::$values[$name] = $value;

        return true;
    }

    public static function deleteByName($name)
    {
        unset(self::$values[$name]);

        return true;
    }
}
/** SQLite for MySQL. Each statement is a transaction, as in MySQL. */
class Db
{
    const INSERT_IGNORE = 2;
    private static $instance;
    private $link;
    private $changed = 0;

    public function __construct()
    {
        global $input;
        $this->link = new SQLite3($input['database'] ?? ':memory:');
        $this->link->enableExceptions(true);
        $this->link->busyTimeout(10000);
    }

    public static function getInstance()
    {
        return self::$instance = self::$instance ?: new self();
    }

    public function execute($sql)
    {
        $this->link->exec($sql);
        $this->changed = $this->link->changes();

        return true;
    }

    public function insert($table, $data, $nulls, $cache, $type)
    {
        $values = implode("', '", array_map(['SQLite3', 'escapeString'], $data));

        return $this->execute(($type === self::INSERT_IGNORE ? 'INSERT OR IGNORE' : 'INSERT') . ' INTO ' . _DB_PREFIX_ . $table . ' (' . implode(', ', array_keys($data)) . ") VALUES ('$values')");
    }

    public function getRow($sql, $cache)
    {
        return $this->link->querySingle($sql . ' LIMIT 1', true) ?: false;
    }

    public function Affected_Rows()
    {
        return $this->changed;
    }

    public function all($sql)
    {
        $rows = [];
        $found = $this->link->query($sql);
        while ($row = $found->fetchArray(SQLITE3_ASSOC)) {
            $rows[] = $row;
        }

        return $rows;
    }
}
class Tools
{
    public static function isSubmit($name)
    {
        global $input;

        return isset($input['form']);
    }

    public static function getValue($name)
    {
        global $input;

        return $input['form'][$name] ?? false;
    }

    public static function getAdminTokenLite($tab)
    {
        return 'token';
    }
}
class HelperForm
{
    public $module;
    public $submit_action;
    public $currentIndex;
    public $token;
    public $fields_value = [];

    public function generateForm($fields)
    {
        return json_encode([$fields, $this->fields_value]);
    }
}
class AdminController
{
    public static $currentIndex = 'index.php';
}
class Link
{
    public function getModuleLink($module, $controller)
    {
        return 'https://shop.example/module/' . $module . '/' . $controller . '?a=1&b="2"';
    }
}
class Validate
{
    public static function isLoadedObject($object)
    {
        return (bool) $object->id;
    }
}
class PrestaShopLogger
{
    public static $log = [];

    public static function addLog($text)
    {
        self::$log[] = $text;
    }
}
class Customer
{
    public $id;
    public $is_guest;

    public function __construct($id)
    {
        $this->id = $id;
        $this->is_guest = $id === 99;
    }

    public function isLogged()
    {
        return $this->id > 0 && !$this->is_guest;
    }
}
class Currency
{
    public $iso_code;

    public function __construct($id)
    {
        $this->iso_code = $id === 1 ? 'EUR' : 'SEK';
    }
}
class OrderState
{
    public $paid;

    public function __construct($id)
    {
        $this->paid = in_array($id, [2, 5], true);
    }
}
class CartRule
{
    public $code;

    public function __construct($id)
    {
        $this->code = $id === 1 ? 'SUMMER' : '';
    }
}
#[AllowDynamicProperties]
class Order
{
    public $id = 0;
    /** PrestaShop keeps the objects of a request. */
    private static $kept = [];

    public function __construct($id)
    {
        global $input;
        $orders = isset($input['ordersFile']) ? json_decode(file_get_contents($input['ordersFile']), true) : $input['orders'] ?? [];
        self::$kept += array_column($orders, null, 'id');
        foreach (self::$kept[$id] ?? [] as $name => $value) {
            $this->$name = $value;
        }
    }

    public function clearCache()
    {
        unset(self::$kept[$this->id]);
    }

    public function getProducts()
    {
        return $this->products;
    }

    public function getOrderSlipsCollection()
    {
        return array_map(function ($slip) { return (object) $slip; }, $this->slips);
    }

    public function getCartRules()
    {
        return $this->cart_rules;
    }
}
class ModuleFrontController
{
    public $module;
}

Configuration::$values = $input['settings'] ?? [];
foreach (['PS_OS_CANCELED' => 6, 'PS_OS_REFUND' => 7, 'PS_OS_ERROR' => 8, 'PS_CURRENCY_DEFAULT' => 1] as $name => $value) {
    Configuration::$values[$name] = $value;
}
require dirname(__DIR__, 3) . '/platforms/prestashop/lojal/lojal.php';
require dirname(__DIR__, 3) . '/platforms/prestashop/lojal/controllers/front/token.php';
require dirname(__DIR__, 3) . '/platforms/prestashop/lojal/controllers/front/send.php';
$module = new Lojal();
if ($input['do'] !== 'install') {
    LojalWaitingOrders::create();
}
if (isset($input['sql'])) {
    Db::getInstance()->execute($input['sql']);
}
$controllers = ['token' => LojalTokenModuleFrontController::class, 'send' => LojalSendModuleFrontController::class];
if (isset($controllers[$input['do']])) {
    $controller = new $controllers[$input['do']]();
    $controller->module = $module;
    $controller->initContent();
}
$with = $input['with'] ?? [];
if (isset($with['order'])) {
    $with['order'] = new Order($with['order']);
}
$result = in_array($input['do'], ['install', 'uninstall', 'getContent'], true) ? $module->{$input['do']}() : $module->{'hook' . $input['do']}($with);
$db = Db::getInstance();
$waiting = $db->all("SELECT name FROM sqlite_master WHERE name = 'ps_lojal_waiting_order'") ? $db->all('SELECT id_order, tried, due, claimed FROM ps_lojal_waiting_order ORDER BY id_order') : null;
echo json_encode(['result' => $result, 'settings' => Configuration::$values, 'log' => PrestaShopLogger::$log, 'hooks' => Module::$hooks, 'waiting' => $waiting]);
