<?php
/**
 * Stand-ins for the functions and classes of WooCommerce that the plugin calls, because WooCommerce is in no package of the
 * distribution. Orders, products and where the visitor is come from the JSON in LOJAL_TEST_SHOP.
 */

class WooCommerce {}

function lojal_test_shop( $key, $default = null ) {
	static $shop = null;
	$shop        = null === $shop ? json_decode( file_get_contents( getenv( 'LOJAL_TEST_SHOP' ) ), true ) : $shop;
	return isset( $shop[ $key ] ) ? $shop[ $key ] : $default;
}

class WC_DateTime extends DateTime {}

/** Getters by name: get_total() returns the key "total". */
class Lojal_Test_Data {
	protected $data;

	public function __construct( $data ) {
		$this->data = $data;
	}

	public function __call( $name, $args ) {
		$key   = preg_replace( '/^get_/', '', $name );
		$value = isset( $this->data[ $key ] ) ? $this->data[ $key ] : null;
		return 0 === strpos( $key, 'date_' ) && $value ? new WC_DateTime( $value ) : $value;
	}
}

class WC_Order_Item_Product extends Lojal_Test_Data {}
class WC_Product extends Lojal_Test_Data {
	public function is_type( $type ) {
		return $type === $this->data['type'];
	}
}
class WC_Order extends Lojal_Test_Data {
	public function get_items() {
		$made = array();
		foreach ( $this->data['items'] as $item ) {
			$made[ $item['id'] ] = new WC_Order_Item_Product( $item );
		}
		return $made;
	}
	public function get_refunds() {
		return array_map( function ( $refund ) { return new WC_Order_Refund( $refund ); }, $this->data['refunds'] );
	}
	public function get_coupon_codes() {
		return $this->data['coupon_codes'];
	}
	public function get_meta( $key ) {
		return isset( $this->data['meta'][ $key ] ) ? $this->data['meta'][ $key ] : '';
	}
	public function has_status( $status ) {
		return in_array( $this->data['status'], (array) $status, true );
	}
}
class WC_Order_Refund extends WC_Order {}

function wc_get_order( $id ) {
	foreach ( lojal_test_shop( 'orders', array() ) as $order ) {
		if ( (int) $id === $order['id'] ) {
			return new WC_Order( $order );
		}
	}
	return false;
}
function wc_get_customer_last_order( $customer ) {
	foreach ( array_reverse( lojal_test_shop( 'orders', array() ) ) as $order ) {
		if ( $customer === $order['customer_id'] ) {
			return new WC_Order( $order );
		}
	}
	return false;
}
function is_order_received_page() {
	return null !== lojal_test_shop( 'order_received' );
}
function wc_get_product( $id ) {
	$product = lojal_test_shop( 'product' );
	return $product ? new WC_Product( $product ) : false;
}
function wc_format_decimal( $number, $dp = false ) {
	$text = false === $dp ? (string) (float) $number : number_format( (float) $number, $dp, '.', '' );
	return $text;
}
function wc_get_price_decimals() {
	return 2;
}
function wc_get_price_including_tax( $product ) {
	return 1.25 * (float) $product->get_price();
}
function get_woocommerce_currency() {
	return lojal_test_shop( 'currency', 'EUR' );
}
function wc_get_page_permalink( $page ) {
	return home_url( '/my-account/' );
}
function wc_get_coupon_id_by_code( $code ) {
	return in_array( $code, lojal_test_shop( 'coupons', array() ), true ) ? 5 : 0;
}
function wc_get_logger() {
	return new class() {
		public function error( $message ) {
			$GLOBALS['lojal_test_log'][] = $message;
		}
	};
}

// Action Scheduler, where the shop has `actions`: hook, args, group, and the status "pending" or "in-progress".
if ( null !== lojal_test_shop( 'actions' ) ) {
	$GLOBALS['lojal_test_actions'] = lojal_test_shop( 'actions' );
	class ActionScheduler_Store {
		const STATUS_PENDING = 'pending';
	}
	function lojal_test_find_actions( $query ) {
		return array_filter( $GLOBALS['lojal_test_actions'], function ( $action ) use ( $query ) { return array_intersect_key( $action, $query ) === array_intersect_key( $query, $action ); } );
	}
	function as_get_scheduled_actions( $query, $format ) {
		return array_keys( lojal_test_find_actions( $query ) );
	}
	function as_schedule_single_action( $time, $hook, $args, $group ) {
		$GLOBALS['lojal_test_actions'][] = array( 'hook' => $hook, 'args' => $args, 'group' => $group, 'status' => 'pending' );
	}
	// With a hook alone, all of its actions. With a group, too, those with exactly these arguments.
	function as_unschedule_all_actions( $hook, $args = array(), $group = '' ) {
		$query = array( 'hook' => $hook, 'status' => 'pending' ) + ( '' === $group ? array() : array( 'args' => $args, 'group' => $group ) );
		$GLOBALS['lojal_test_actions'] = array_diff_key( $GLOBALS['lojal_test_actions'], lojal_test_find_actions( $query ) );
	}
}
