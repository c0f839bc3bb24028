<?php
/**
 * The token of whoever is signed in, as text. It changes nothing, and other sites cannot read the response.
 */
if (!defined('_PS_VERSION_')) {
    exit;
}

class LojalTokenModuleFrontController extends ModuleFrontController
{
    public function initContent()
    {
        header('Content-Type: text/plain; charset=utf-8');
        header('Cache-Control: no-store');
        echo $this->module->signToken();
        exit;
    }
}
