<?php
/**
 * Connects PrestaShop with a Lojal server: the tag, who is signed in, points beside the price, and orders.
 */
if (!defined('_PS_VERSION_')) {
    exit;
}

require_once __DIR__ . '/classes/LojalWaitingOrders.php';

class Lojal extends Module
{
    /** The settings. The keys are never printed. */
    const SETTINGS = ['LOJAL_SERVER', 'LOJAL_IDENTITY_KEY', 'LOJAL_SHOP_KEY', 'LOJAL_PANEL'];
    const SECRETS = ['LOJAL_IDENTITY_KEY', 'LOJAL_SHOP_KEY'];
    /** The least number of characters of a key. */
    const KEY_LENGTH = 32;
    /** How long a token is valid, in seconds. The server accepts at most 15 minutes. */
    const LIFETIME = 600;
    /** The longest wait for the server, in seconds. */
    const TIMEOUT = 5;
    /** How long a request of a customer may go on sending orders, in seconds. */
    const PATIENCE = 5;
    const HOOKS = ['displayHeader', 'displayProductPriceBlock', 'displayCustomerAccount', 'displayOrderConfirmation', 'actionOrderStatusPostUpdate', 'actionOrderSlipAdd'];

    public function __construct()
    {
        $this->name = 'lojal';
        $this->tab = 'pricing_promotion';
        $this->version = '0.1.0';
        $this->author = 'The Lojal authors';
        $this->ps_versions_compliancy = ['min' => '1.7.8.0', 'max' => '9.99.99'];
        $this->bootstrap = true;
        parent::__construct();
        $this->displayName = $this->l('Lojal');
        $this->description = $this->l('Points, levels, rewards and questions after an order, by a Lojal server of your own.');
    }

    public function install()
    {
        return parent::install() && LojalWaitingOrders::create() && $this->registerHook(self::HOOKS);
    }

    /** Removes everything that the module stored in this shop. */
    public function uninstall()
    {
        foreach (self::SETTINGS as $name) {
            Configuration::deleteByName($name);
        }

        return LojalWaitingOrders::drop() && parent::uninstall();
    }

    /** The page of the settings. PrestaShop checks the token of the form and the rights of the employee. */
    public function getContent()
    {
        $message = '';
        if (Tools::isSubmit('submitLojal')) {
            $refused = $this->save();
            $message = $refused ? $this->displayError(implode(' ', $refused)) : $this->displayConfirmation($this->l('The settings were saved.'));
        }
        $form = new HelperForm();
        $form->module = $this;
        $form->submit_action = 'submitLojal';
        $form->currentIndex = AdminController::$currentIndex . '&configure=' . $this->name;
        $form->token = Tools::getAdminTokenLite('AdminModules');
        $inputs = [];
        foreach (self::SETTINGS as $name) {
            $isSecret = in_array($name, self::SECRETS, true);
            $form->fields_value[$name] = $isSecret ? '' : (string) Configuration::get($name);
            $inputs[] = ['type' => 'text', 'name' => $name, 'label' => $name, 'autocomplete' => false, 'desc' => $isSecret && Configuration::get($name) ? $this->l('Saved. Leave empty to keep it.') : ''];
        }

        return $message . $form->generateForm([['form' => ['legend' => ['title' => 'Lojal'], 'input' => $inputs, 'submit' => ['title' => $this->l('Save')]]]]);
    }

    /** Saves what can be used. @return string[] what was refused */
    private function save()
    {
        $refused = [];
        foreach (self::SETTINGS as $name) {
            $value = trim((string) Tools::getValue($name));
            if (in_array($name, self::SECRETS, true)) {
                if ($value !== '' && strlen($value) < self::KEY_LENGTH) {
                    $refused[] = $name . ': ' . $this->l('at least 32 characters are needed.');
                } elseif ($value !== '') {
                    Configuration::updateValue($name, $value);
                }
            } elseif ($name === 'LOJAL_SERVER' && $value !== '' && !preg_match('#^(https://[^\s"\'<>]+|http://(localhost|127\.0\.0\.1)(:\d+)?[^\s"\'<>]*)$#', $value)) {
                $refused[] = $name . ': ' . $this->l('an address with https is needed.');
            } else {
                Configuration::updateValue($name, $name === 'LOJAL_PANEL' && !in_array($value, ['end', 'start'], true) ? '' : rtrim($value, '/'));
            }
        }

        return $refused;
    }

    /** The customer's id; 0 for visitors and guests, who have no account. */
    private function customerId()
    {
        $customer = $this->context->customer;

        return $customer && $customer->isLogged() ? (int) $customer->id : 0;
    }

    /** A JWT that proves who is signed in; an empty text for guests and without a key. */
    public function signToken()
    {
        $key = (string) Configuration::get('LOJAL_IDENTITY_KEY');
        $customer = $this->customerId();
        if ($customer <= 0 || strlen($key) < self::KEY_LENGTH) {
            return '';
        }
        $now = time();
        $encode = function ($bytes) {
            return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
        };
        $signed = $encode(json_encode(['alg' => 'HS256', 'typ' => 'JWT'])) . '.'
            . $encode(json_encode(['sub' => (string) $customer, 'aud' => 'lojal', 'iat' => $now, 'exp' => $now + self::LIFETIME]));

        return $signed . '.' . $encode(hash_hmac('sha256', $signed, $key, true));
    }

    /** An attribute of HTML. */
    private function attribute($name, $value)
    {
        return ' ' . $name . '="' . htmlspecialchars((string) $value, ENT_QUOTES, 'UTF-8') . '"';
    }

    public function hookDisplayHeader()
    {
        $server = (string) Configuration::get('LOJAL_SERVER');
        if ($server === '') {
            return '';
        }
        $customer = $this->customerId();
        $panel = (string) Configuration::get('LOJAL_PANEL');
        $tag = '<script async' . $this->attribute('src', $server . '/lojal.js') . $this->attribute('data-server', $server)
            . ($panel === '' ? '' : $this->attribute('data-panel', $panel))
            . ($customer ? $this->attribute('data-customer', $customer) : '') . '></script>';
        if (!$customer) {
            return $tag;
        }
        $address = $this->context->link->getModuleLink('lojal', 'token', [], true);

        return $tag . '<script' . $this->attribute('data-token', $address) . '>(() => {
  const { token } = document.currentScript.dataset;
  (window.lojal ||= []).push((lojal) => lojal.configure({ identity: async () => {
    const response = await fetch(token, { credentials: "same-origin" });
    return (response.ok && (await response.text())) || undefined;
  } }));
})();</script>';
    }

    /** Points below the price of the product of a page. Not where the visitor sees another currency than the shop's. */
    public function hookDisplayProductPriceBlock($params)
    {
        $product = isset($params['product']) ? $params['product'] : null;
        if (!$product || !isset($params['type']) || $params['type'] !== 'after_price' || $this->context->controller->php_self !== 'product'
            || (int) $this->context->currency->id !== (int) Configuration::get('PS_CURRENCY_DEFAULT')) {
            return '';
        }

        return '<lojal-product-points' . $this->attribute('product', (int) $product['id_product']) . $this->attribute('price', (float) $product['price_amount']) . '></lojal-product-points>';
    }

    /** The club, below the links of the customer's account. */
    public function hookDisplayCustomerAccount()
    {
        return '<div class="lojal-club"><lojal-points></lojal-points><lojal-tier></lojal-tier><lojal-earn></lojal-earn><lojal-rewards></lojal-rewards><lojal-activity></lojal-activity></div>';
    }

    /** Tells the page of the order, so that rules with `after` can ask. */
    public function hookDisplayOrderConfirmation($params)
    {
        $order = isset($params['order']) ? $params['order'] : null;

        return $order ? '<script' . $this->attribute('data-order', (int) $order->id) . '>{
  const { order } = document.currentScript.dataset;
  (window.lojal ||= []).push((lojal) => lojal.track("purchase", { order }));
}</script>' : '';
    }

    public function hookActionOrderStatusPostUpdate($params)
    {
        $this->sendChanged((int) $params['id_order']);
    }

    public function hookActionOrderSlipAdd($params)
    {
        $this->sendChanged((int) $params['order']->id);
    }

    /** Sends an order as it is now, and those that are due. What is not confirmed stays in the table and is sent again later. */
    private function sendChanged($id)
    {
        if ($id <= 0) {
            return;
        }
        try {
            LojalWaitingOrders::add($id);
            LojalWaitingOrders::send($id, self::PATIENCE, [$this, 'sendOrder']);
        } catch (Throwable $error) {
            // Nothing that fails here may end the checkout of a customer.
            PrestaShopLogger::addLog('Lojal: order ' . $id . ' was not sent: ' . get_class($error), 3, null, 'Order', $id);
        }
    }

    /**
     * Sends an order with the settings of its shop.
     *
     * @param int $tried how often it was sent in vain
     *
     * @return int the status of the response: 0 without a response, 200 also for an order that the server does not need
     */
    public function sendOrder($id, $tried)
    {
        // PrestaShop may have loaded the order before another process changed it.
        (new Order($id))->clearCache();
        $order = new Order($id);
        if (!Validate::isLoadedObject($order)) {
            return 200;
        }
        $server = (string) Configuration::get('LOJAL_SERVER', null, (int) $order->id_shop_group, (int) $order->id_shop);
        $key = (string) Configuration::get('LOJAL_SHOP_KEY', null, (int) $order->id_shop_group, (int) $order->id_shop);
        $customer = new Customer((int) $order->id_customer);
        if ($server === '' || $key === '' || $customer->is_guest) {
            return 200;
        }
        $status = $this->post($server . '/orders', $key, json_encode($this->describe($order), JSON_INVALID_UTF8_SUBSTITUTE));
        if ($status === 422) {
            PrestaShopLogger::addLog('Lojal: order ' . $id . ' was not booked', 3, null, 'Order', $id);
        } elseif ($status !== 200 && $tried === count(LojalWaitingOrders::WAITS) - 1) {
            PrestaShopLogger::addLog('Lojal: order ' . $id . ' still waits for the server, which last said ' . $status, 3, null, 'Order', $id);
        }

        return $status;
    }

    /** What the server needs of an order. No name, address or e-mail address. */
    private function describe(Order $order)
    {
        $state = new OrderState((int) $order->current_state);
        $ended = [(int) Configuration::get('PS_OS_CANCELED'), (int) Configuration::get('PS_OS_ERROR')];
        $isRefunded = (int) $order->current_state === (int) Configuration::get('PS_OS_REFUND');
        $currency = new Currency((int) $order->id_currency);
        $lines = [];
        foreach ($order->getProducts() as $line) {
            $lines[] = ['product' => (string) $line['product_id'], 'name' => (string) preg_replace('/^(.{0,200}).*$/us', '$1', (string) $line['product_name']), 'quantity' => (int) $line['product_quantity'], 'total' => round((float) $line['total_price_tax_incl'], 2)];
        }
        $refunds = [];
        $left = round((float) $order->total_paid_tax_incl, 2);
        foreach ($order->getOrderSlipsCollection() as $slip) {
            $amount = min($left, round((float) $slip->amount + (float) $slip->shipping_cost_amount, 2));
            if ($amount > 0) {
                $refunds[] = ['id' => (string) $slip->id, 'at' => date('c', strtotime($slip->date_add)), 'amount' => $amount];
                $left = round($left - $amount, 2);
            }
        }
        if ($isRefunded && $left > 0) {
            $refunds[] = ['id' => 'rest', 'at' => date('c', strtotime($order->date_upd)), 'amount' => $left];
        }
        $described = [
            'id' => (string) $order->id,
            'customer' => (string) $order->id_customer,
            'at' => date('c', strtotime($order->date_add)),
            'currency' => $currency->iso_code,
            'total' => round((float) $order->total_paid_tax_incl, 2),
            'tax' => round((float) $order->total_paid_tax_incl - (float) $order->total_paid_tax_excl, 2),
            'shipping' => round((float) $order->total_shipping_tax_excl, 2),
            'status' => in_array((int) $order->current_state, $ended, true) ? 'cancelled' : ($state->paid || $isRefunded ? 'paid' : 'pending'),
            'updated' => date('c', strtotime($order->date_upd)),
        ];
        $codes = [];
        foreach ($order->getCartRules() as $used) {
            $rule = new CartRule((int) $used['id_cart_rule']);
            if ((string) $rule->code !== '') {
                $codes[] = (string) $rule->code;
            }
        }

        return $described + array_filter(['lines' => $lines, 'refunds' => $refunds, 'codes' => $codes]);
    }

    /** @return int the status of the response; 0 if there is none */
    private function post($url, $key, $body)
    {
        $context = stream_context_create(['http' => [
            'method' => 'POST',
            'header' => "Content-Type: application/json\r\nAuthorization: Bearer " . $key,
            'content' => $body,
            'timeout' => self::TIMEOUT,
            'ignore_errors' => true,
            'follow_location' => 0,
        ]]);
        $stream = @fopen($url, 'rb', false, $context);
        if (!$stream) {
            return 0;
        }
        $headers = stream_get_meta_data($stream)['wrapper_data'];
        fclose($stream);

        return preg_match('#^HTTP/\S+ (\d{3})#', (string) $headers[0], $found) ? (int) $found[1] : 0;
    }
}
