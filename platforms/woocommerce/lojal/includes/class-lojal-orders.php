<?php
/**
 * Sends orders to the Lojal server, signed like the webhooks of WooCommerce.
 *
 * @package Lojal
 */

defined( 'ABSPATH' ) || exit;

/**
 * An order is sent as it is at the moment of sending, so several changes need one message, and messages may be late or sent
 * twice. Without names, addresses and e-mail addresses.
 */
final class Lojal_Orders {

	const HOOK  = 'lojal_push_order';
	const GROUP = 'lojal';
	/** Seconds from one try to the next: a minute, five, half an hour, two, six and 24 hours. */
	const WAITS = array( 60, 300, 1800, 7200, 21600, 86400 );
	/** The longest wait for the server, in seconds. */
	const TIMEOUT = 10;

	/** Registers the hooks. */
	public static function start() {
		foreach ( array( 'woocommerce_new_order', 'woocommerce_update_order', 'woocommerce_order_status_changed', 'woocommerce_order_refunded', 'woocommerce_trash_order', 'woocommerce_untrash_order', 'woocommerce_delete_order' ) as $hook ) {
			add_action( $hook, array( __CLASS__, 'schedule' ) );
		}
		add_action( 'woocommerce_refund_deleted', array( __CLASS__, 'schedule_parent' ), 10, 2 );
		add_action( self::HOOK, array( __CLASS__, 'push' ), 10, 2 );
	}

	/**
	 * Plans the message of an order, once for all changes of this moment.
	 *
	 * @param int $order_id The order.
	 */
	public static function schedule( $order_id ) {
		self::plan( (int) $order_id, 0, 0 );
	}

	/**
	 * Plans the message of the order whose refund was deleted.
	 *
	 * @param int $refund_id The refund.
	 * @param int $order_id  The order.
	 */
	public static function schedule_parent( $refund_id, $order_id ) {
		self::plan( (int) $order_id, 0, 0 );
	}

	/**
	 * Plans a try, by Action Scheduler where it is there.
	 *
	 * @param int $order_id The order.
	 * @param int $tried    How many tries there were.
	 * @param int $wait     Seconds from now.
	 */
	private static function plan( $order_id, $tried, $wait ) {
		$args = array( $order_id, $tried );
		if ( $order_id <= 0 ) {
			return;
		}
		if ( function_exists( 'as_schedule_single_action' ) ) {
			// A message that is under way may have read the order before this change, so only one that waits is enough.
			$waiting = array(
				'hook'     => self::HOOK,
				'args'     => $args,
				'group'    => self::GROUP,
				'status'   => ActionScheduler_Store::STATUS_PENDING,
				'per_page' => 1,
			);
			if ( ! as_get_scheduled_actions( $waiting, 'ids' ) ) {
				as_schedule_single_action( time() + $wait, self::HOOK, $args, self::GROUP );
			}
		} elseif ( ! wp_next_scheduled( self::HOOK, $args ) ) {
			wp_schedule_single_event( time() + $wait, self::HOOK, $args );
		}
	}

	/** Ends all planned messages. */
	public static function unschedule_all() {
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			// With a group, only actions without arguments would end.
			as_unschedule_all_actions( self::HOOK );
		}
		wp_unschedule_hook( self::HOOK );
	}

	/**
	 * Sends an order. If the server is away, plans another try.
	 *
	 * @param int $order_id The order.
	 * @param int $tried    How many tries there were.
	 */
	public static function push( $order_id, $tried = 0 ) {
		$secret = Lojal_Settings::get( 'webhook_secret' );
		if ( '' === $secret ) {
			return;
		}
		$order = wc_get_order( $order_id );
		if ( $order instanceof WC_Order_Refund ) {
			return;
		}
		$topic    = $order ? 'order.updated' : 'order.deleted';
		$body     = wp_json_encode( $order ? self::payload( $order ) : array( 'id' => (int) $order_id ) );
		$response = wp_remote_post(
			Lojal_Settings::get( 'server' ) . '/webhooks/woocommerce',
			array(
				'timeout'     => self::TIMEOUT,
				'redirection' => 0,
				'headers'     => array(
					'Content-Type'           => 'application/json',
					'X-WC-Webhook-Topic'     => $topic,
					'X-WC-Webhook-Signature' => base64_encode( hash_hmac( 'sha256', $body, $secret, true ) ), // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- As WooCommerce signs.
				),
				'body'        => $body,
			)
		);
		$status   = is_wp_error( $response ) ? 0 : (int) wp_remote_retrieve_response_code( $response );
		if ( 200 === $status ) {
			return;
		}
		// 422: the server can never book this order, for example for its currency. Anything else can be mended.
		if ( 422 !== $status && isset( self::WAITS[ $tried ] ) ) {
			self::plan( (int) $order_id, $tried + 1, self::WAITS[ $tried ] );
			return;
		}
		wc_get_logger()->error(
			sprintf( 'Order %d was not booked: %s', $order_id, is_wp_error( $response ) ? $response->get_error_message() : $status . ' ' . wp_remote_retrieve_body( $response ) ),
			array( 'source' => 'lojal' )
		);
	}

	/**
	 * What the server needs of an order, in the form of the REST API v3.
	 *
	 * @param WC_Order $order The order.
	 * @return array
	 */
	private static function payload( $order ) {
		$referral = $order->get_meta( '_lojal_referral' );
		return array(
			'id'                => $order->get_id(),
			'status'            => $order->get_status(),
			'currency'          => $order->get_currency(),
			'date_created_gmt'  => self::utc( $order->get_date_created() ),
			'date_modified_gmt' => self::utc( $order->get_date_modified() ),
			'date_paid_gmt'     => self::utc( $order->get_date_paid() ),
			'customer_id'       => $order->get_customer_id(),
			'total'             => wc_format_decimal( $order->get_total(), wc_get_price_decimals() ),
			'total_tax'         => wc_format_decimal( $order->get_total_tax(), wc_get_price_decimals() ),
			'shipping_total'    => wc_format_decimal( $order->get_shipping_total(), wc_get_price_decimals() ),
			'line_items'        => array_values( array_map( array( __CLASS__, 'line' ), $order->get_items() ) ),
			'refunds'           => array_values( array_map( array( __CLASS__, 'refund' ), $order->get_refunds() ) ),
			'coupon_lines'      => array_map( array( __CLASS__, 'coupon' ), array_values( $order->get_coupon_codes() ) ),
			'meta_data'         => $referral ? array(
				array(
					'key'   => '_lojal_referral',
					'value' => $referral,
				),
			) : array(),
		);
	}

	/**
	 * A line of an order.
	 *
	 * @param WC_Order_Item_Product $item The line.
	 */
	private static function line( $item ) {
		return array(
			'id'         => $item->get_id(),
			'product_id' => $item->get_product_id(),
			'name'       => $item->get_name(),
			'quantity'   => $item->get_quantity(),
			'total'      => wc_format_decimal( $item->get_total() ),
			'total_tax'  => wc_format_decimal( $item->get_total_tax() ),
		);
	}

	/**
	 * A refund. Its total is negative, as in the REST API.
	 *
	 * @param WC_Order_Refund $refund The refund.
	 */
	private static function refund( $refund ) {
		return array(
			'id'    => $refund->get_id(),
			'total' => '-' . wc_format_decimal( $refund->get_amount(), wc_get_price_decimals() ),
		);
	}

	/**
	 * A coupon that the order used.
	 *
	 * @param string $code The code.
	 */
	private static function coupon( $code ) {
		return array( 'code' => $code );
	}

	/**
	 * A date in UTC, without a zone.
	 *
	 * @param WC_DateTime|null $date The date.
	 */
	private static function utc( $date ) {
		return $date ? gmdate( 'Y-m-d\TH:i:s', $date->getTimestamp() ) : null;
	}
}
