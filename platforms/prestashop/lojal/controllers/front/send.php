<?php
/**
 * Sends the orders that are due, for a task of the system that calls this page every few minutes. Anyone may call it: it
 * sends nothing before its time, and says nothing about orders.
 */
if (!defined('_PS_VERSION_')) {
    exit;
}

class LojalSendModuleFrontController extends ModuleFrontController
{
    /** How long to go on sending orders, in seconds. */
    const PATIENCE = 20;

    public function initContent()
    {
        LojalWaitingOrders::send(0, self::PATIENCE, [$this->module, 'sendOrder']);
        header('Content-Type: text/plain; charset=utf-8');
        header('Cache-Control: no-store');
        echo 'done';
        exit;
    }
}
