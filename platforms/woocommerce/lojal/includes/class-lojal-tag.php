<?php
/**
 * The script tag on all pages, points beside the price, and the colours of themes without custom properties.
 *
 * @package Lojal
 */

defined( 'ABSPATH' ) || exit;

/** Prints what pages need. */
final class Lojal_Tag {

	/** Registers the hooks. */
	public static function start() {
		add_action( 'wp_head', array( __CLASS__, 'print_tag' ), 1 );
		add_action( 'wp_head', array( __CLASS__, 'print_style' ), 101 );
		add_action( 'wp_ajax_lojal_token', array( 'Lojal_Token', 'respond' ) );
		add_action( 'wp_ajax_nopriv_lojal_token', array( 'Lojal_Token', 'respond' ) );
		add_action( 'woocommerce_single_product_summary', array( __CLASS__, 'print_product_points' ), 11 );
		add_filter( 'woocommerce_available_variation', array( __CLASS__, 'add_variation_price' ), 10, 3 );
		add_shortcode( 'lojal_product_points', array( __CLASS__, 'product_points' ) );
	}

	/** Prints the tag. For a customer, also where the token is and what the last order was. */
	public static function print_tag() {
		$user_id = get_current_user_id();
		$tag     = array(
			'src'         => Lojal_Settings::get( 'server' ) . '/lojal.js',
			'async'       => true,
			'data-server' => Lojal_Settings::get( 'server' ),
		);
		foreach ( array( 'program', 'panel' ) as $name ) {
			if ( '' !== Lojal_Settings::get( $name ) ) {
				$tag[ 'data-' . $name ] = Lojal_Settings::get( $name );
			}
		}
		if ( $user_id > 0 ) {
			$tag['data-customer'] = (string) $user_id;
		}
		wp_print_script_tag( $tag );

		$more  = $user_id > 0 ? array( 'data-token' => admin_url( 'admin-ajax.php?action=lojal_token' ) ) : array();
		$order = self::order_to_tell( $user_id );
		if ( $order && $order->get_date_created() ) {
			$more['data-order']   = (string) $order->get_id();
			$more['data-ordered'] = (string) ( 1000 * $order->get_date_created()->getTimestamp() );
		}
		if ( $more ) {
			wp_print_inline_script_tag( self::SCRIPT, $more );
		}
	}

	const SCRIPT = <<<'JS'
(() => {
  const { token, order, ordered } = document.currentScript.dataset;
  (window.lojal ||= []).push((lojal) => {
    if (token) lojal.configure({ identity: async () => {
      const response = await fetch(token, { credentials: 'same-origin' });
      return (response.ok && (await response.json()).token) || undefined;
    } });
    if (order) lojal.track('purchase', { order, at: Number(ordered) });
  });
})();
JS;

	/**
	 * The order that the page tells Lojal about, so that rules with "after" can ask: on the page after the checkout that order, on
	 * others the last one of the customer. So no hook of the classic or the block checkout is needed.
	 *
	 * @param int $user_id 0 for a guest.
	 * @return WC_Order|null
	 */
	private static function order_to_tell( $user_id ) {
		$order = null;
		if ( is_order_received_page() ) {
			$found = wc_get_order( absint( get_query_var( 'order-received' ) ) );
			$key   = isset( $_GET['key'] ) ? sanitize_text_field( wp_unslash( $_GET['key'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- The key of the order is the proof.
			$order = $found && hash_equals( $found->get_order_key(), $key ) ? $found : null;
		} elseif ( $user_id > 0 ) {
			$order = wc_get_customer_last_order( $user_id );
		}
		return $order instanceof WC_Order && ! $order->has_status( array( 'cancelled', 'failed', 'checkout-draft' ) ) ? $order : null;
	}

	/** Prints the points of the product below its price. */
	public static function print_product_points() {
		echo self::product_points(); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped where it is made.
	}

	/**
	 * The points of the product of this page, also as the shortcode [lojal_product_points]. Nothing where a plugin shows prices in
	 * another currency than the shop's.
	 *
	 * @return string
	 */
	public static function product_points() {
		$product = wc_get_product( get_queried_object_id() );
		if ( ! $product || '' === $product->get_price() || get_woocommerce_currency() !== get_option( 'woocommerce_currency' ) ) {
			return '';
		}
		$text = sprintf(
			'<lojal-product-points product="%s" price="%s"></lojal-product-points>',
			esc_attr( (string) $product->get_id() ),
			esc_attr( wc_format_decimal( wc_get_price_including_tax( $product ) ) )
		);
		if ( $product->is_type( 'variable' ) ) {
			wp_enqueue_script( 'jquery' );
			wp_add_inline_script( 'jquery', self::VARIATIONS );
		}
		return $text;
	}

	const VARIATIONS = <<<'JS'
jQuery(document).on('found_variation', (_, { lojal_price: price }) => {
  if (price) document.querySelectorAll('lojal-product-points').forEach((one) => one.setAttribute('price', price));
});
JS;

	/**
	 * Adds the price with tax to what the page knows of a variation. `display_price` may be without tax.
	 *
	 * @param array      $data      What the page knows.
	 * @param WC_Product $product   The product.
	 * @param WC_Product $variation The variation.
	 */
	public static function add_variation_price( $data, $product, $variation ) {
		$data['lojal_price'] = wc_format_decimal( wc_get_price_including_tax( $variation ) );
		return $data;
	}

	/** Hands the colours of the theme over, for themes that Lojal is tested with. Storefront keeps its colours as settings. */
	public static function print_style() {
		$theme = get_template();
		$rules = array();
		if ( 'storefront' === $theme ) {
			$rules = array(
				'--lojal-accent'    => sanitize_hex_color( get_theme_mod( 'storefront_button_alt_background_color', '#333333' ) ),
				'--lojal-on-accent' => sanitize_hex_color( get_theme_mod( 'storefront_button_alt_text_color', '#ffffff' ) ),
				'--lojal-radius'    => '0px',
			);
		} elseif ( 'twentytwentyfive' === $theme ) {
			$rules = array(
				'--lojal-accent'    => 'var(--wp--preset--color--contrast)',
				'--lojal-on-accent' => 'var(--wp--preset--color--base)',
				'--lojal-radius'    => '16px',
			);
		}
		$css = '';
		foreach ( array_filter( $rules ) as $name => $value ) {
			$css .= $name . ':' . $value . ';';
		}
		if ( '' !== $css ) {
			echo '<style id="lojal-theme">:root{' . esc_html( $css ) . '}</style>';
		}
	}
}
