<?php
/**
 * Plugin Name:          Lojal
 * Description:          Points, levels, rewards and questions after an order, by a Lojal server of your own.
 * Version:              0.1.0
 * Requires at least:    6.1
 * Requires PHP:         7.4
 * Requires Plugins:     woocommerce
 * WC requires at least: 8.0
 * License:              MIT
 * Text Domain:          lojal
 *
 * @package Lojal
 */

defined( 'ABSPATH' ) || exit;

define( 'LOJAL_FILE', __FILE__ );

require_once __DIR__ . '/includes/class-lojal-settings.php';
require_once __DIR__ . '/includes/class-lojal-token.php';
require_once __DIR__ . '/includes/class-lojal-tag.php';
require_once __DIR__ . '/includes/class-lojal-account.php';
require_once __DIR__ . '/includes/class-lojal-orders.php';
require_once __DIR__ . '/includes/class-lojal-codes.php';

/** Starts the plugin. Without WooCommerce there are no orders, so nothing starts. */
function lojal_start() {
	if ( ! class_exists( 'WooCommerce' ) ) {
		return;
	}
	Lojal_Settings::start();
	Lojal_Account::start();
	if ( '' === Lojal_Settings::get( 'server' ) ) {
		return;
	}
	Lojal_Tag::start();
	Lojal_Orders::start();
	Lojal_Codes::start();
}
add_action( 'plugins_loaded', 'lojal_start' );

/** Says that the plugin reads orders through WooCommerce only, and needs no field in the checkout. */
function lojal_declare_compatibility() {
	if ( class_exists( '\Automattic\WooCommerce\Utilities\FeaturesUtil' ) ) {
		\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', LOJAL_FILE, true );
		\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', LOJAL_FILE, true );
	}
}
add_action( 'before_woocommerce_init', 'lojal_declare_compatibility' );

/** Adds the address of the account page. */
function lojal_activate() {
	Lojal_Account::add_endpoint();
	flush_rewrite_rules();
}
register_activation_hook( __FILE__, 'lojal_activate' );

/** Ends what is planned. The settings stay until the plugin is deleted. */
function lojal_deactivate() {
	Lojal_Orders::unschedule_all();
	flush_rewrite_rules();
}
register_deactivation_hook( __FILE__, 'lojal_deactivate' );
