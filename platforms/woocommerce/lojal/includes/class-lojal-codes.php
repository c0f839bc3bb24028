<?php
/**
 * Codes of rewards are coupons in the cart, without a coupon in the shop.
 *
 * @package Lojal
 */

defined( 'ABSPATH' ) || exit;

/** Asks the Lojal server what a code is worth, and uses it when the order is placed. */
final class Lojal_Codes {

	/** Codes of the server: 16 letters and digits, in groups of four. */
	const FORM = '/^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/i';
	/** How long the worth of a code is remembered, in seconds. The cart asks at each change. */
	const FRESH = 60;
	/** The longest wait for the server, in seconds. */
	const TIMEOUT = 5;

	/** Registers the hooks. */
	public static function start() {
		if ( '' === Lojal_Settings::get( 'shop_key' ) ) {
			return;
		}
		add_filter( 'woocommerce_get_shop_coupon_data', array( __CLASS__, 'coupon' ), 10, 2 );
		add_action( 'woocommerce_checkout_order_processed', array( __CLASS__, 'use_of_classic_checkout' ), 10, 3 );
		add_action( 'woocommerce_store_api_checkout_order_processed', array( __CLASS__, 'use_codes' ) );
	}

	/**
	 * The coupon of a code, or what was given for any other.
	 *
	 * @param mixed $coupon What other plugins found.
	 * @param mixed $code   The code.
	 * @return mixed
	 */
	public static function coupon( $coupon, $code ) {
		if ( $coupon || ! is_string( $code ) || ! preg_match( self::FORM, $code ) || wc_get_coupon_id_by_code( $code ) ) {
			return $coupon;
		}
		$worth = self::worth( $code );
		$types = array(
			'discount' => 'fixed_cart',
			'percent'  => 'percent',
			'shipping' => 'fixed_cart',
		);
		if ( ! $worth || 'issued' !== $worth['state'] || ! isset( $types[ $worth['kind'] ] ) ) {
			return $coupon;
		}
		// A friend's code is not for the one who sent it.
		$advocate = isset( $worth['referral']['advocate'] ) ? (string) $worth['referral']['advocate'] : '';
		if ( '' !== $advocate && (string) get_current_user_id() === $advocate ) {
			return $coupon;
		}
		return array(
			'code'           => $code,
			'discount_type'  => $types[ $worth['kind'] ],
			'amount'         => isset( $worth['value'] ) ? $worth['value'] : 0,
			'free_shipping'  => 'shipping' === $worth['kind'],
			'minimum_amount' => isset( $worth['minimum'] ) ? $worth['minimum'] : '',
			'individual_use' => false,
		);
	}

	/**
	 * What a code is worth, from the server or from the last minute.
	 *
	 * @param string $code The code.
	 * @return array|null
	 */
	private static function worth( $code ) {
		$key   = 'lojal_' . md5( strtolower( $code ) );
		$known = get_transient( $key );
		if ( is_array( $known ) ) {
			return isset( $known['state'] ) ? $known : null;
		}
		$response = wp_remote_get( self::address( $code ), self::request() );
		$status   = is_wp_error( $response ) ? 0 : (int) wp_remote_retrieve_response_code( $response );
		$worth    = 200 === $status ? json_decode( wp_remote_retrieve_body( $response ), true ) : null;
		$worth    = is_array( $worth ) && isset( $worth['state'], $worth['kind'] ) ? $worth : null;
		if ( $worth || 404 === $status ) {
			set_transient( $key, $worth ? $worth : array(), self::FRESH );
		}
		return $worth;
	}

	/**
	 * The address of a code on the server.
	 *
	 * @param string $code The code.
	 */
	private static function address( $code ) {
		return Lojal_Settings::get( 'server' ) . '/codes/' . rawurlencode( strtoupper( $code ) );
	}

	/** What each request to the server has. */
	private static function request() {
		return array(
			'timeout'     => self::TIMEOUT,
			'redirection' => 0,
			'headers'     => array( 'Authorization' => 'Bearer ' . Lojal_Settings::get( 'shop_key' ) ),
		);
	}

	/**
	 * The classic checkout.
	 *
	 * @param int      $order_id The order.
	 * @param array    $data     What was posted.
	 * @param WC_Order $order    The order.
	 */
	public static function use_of_classic_checkout( $order_id, $data, $order ) {
		self::use_codes( $order );
	}

	/**
	 * Uses the codes of an order before it is paid, so that one code is worth one discount. A cancelled order makes them free.
	 *
	 * @param WC_Order $order The order.
	 * @throws Exception If a code was used by another order, or the server is away: the checkout shows the message.
	 */
	public static function use_codes( $order ) {
		foreach ( $order->get_coupon_codes() as $code ) {
			if ( ! preg_match( self::FORM, $code ) || wc_get_coupon_id_by_code( $code ) ) {
				continue;
			}
			$request                            = self::request();
			$request['body']                    = wp_json_encode( array( 'order' => (string) $order->get_id() ) );
			$request['headers']['Content-Type'] = 'application/json';
			$response                           = wp_remote_post( self::address( $code ) . '/use', $request );
			delete_transient( 'lojal_' . md5( strtolower( $code ) ) );
			if ( is_wp_error( $response ) || 200 !== (int) wp_remote_retrieve_response_code( $response ) ) {
				/* translators: %s: a code */
				throw new Exception( esc_html( sprintf( __( 'The code %s cannot be used now. Remove it, or try again later.', 'lojal' ), $code ) ) );
			}
		}
	}
}
