<?php
/**
 * The club: the page "My account › Points", and the shortcode [lojal_club].
 *
 * @package Lojal
 */

defined( 'ABSPATH' ) || exit;

/** Adds the page of the club. */
final class Lojal_Account {

	/** The last part of the address of the page. */
	const ENDPOINT = 'points';

	/** Registers the hooks. */
	public static function start() {
		add_action( 'init', array( __CLASS__, 'load_texts' ) );
		add_action( 'init', array( __CLASS__, 'add_endpoint' ) );
		add_filter( 'woocommerce_get_query_vars', array( __CLASS__, 'add_query_var' ) );
		add_filter( 'woocommerce_account_menu_items', array( __CLASS__, 'add_menu_item' ) );
		add_filter( 'woocommerce_endpoint_' . self::ENDPOINT . '_title', array( __CLASS__, 'title' ) );
		add_action( 'woocommerce_account_' . self::ENDPOINT . '_endpoint', array( __CLASS__, 'print_page' ) );
		add_shortcode( 'lojal_club', array( __CLASS__, 'club' ) );
	}

	/** Loads the translations of the plugin. */
	public static function load_texts() {
		load_plugin_textdomain( 'lojal', false, dirname( plugin_basename( LOJAL_FILE ) ) . '/languages' );
	}

	/** Adds the address of the page. */
	public static function add_endpoint() {
		add_rewrite_endpoint( self::ENDPOINT, EP_ROOT | EP_PAGES );
	}

	/**
	 * Makes the page known to WooCommerce.
	 *
	 * @param array $vars The pages of the account.
	 */
	public static function add_query_var( $vars ) {
		$vars[ self::ENDPOINT ] = self::ENDPOINT;
		return $vars;
	}

	/**
	 * Adds the page to the menu, before "Log out".
	 *
	 * @param array $items The items of the menu, by page.
	 */
	public static function add_menu_item( $items ) {
		$logout = array();
		if ( isset( $items['customer-logout'] ) ) {
			$logout = array( 'customer-logout' => $items['customer-logout'] );
			unset( $items['customer-logout'] );
		}
		return array_merge( $items, array( self::ENDPOINT => self::title() ), $logout );
	}

	/** The title of the page. */
	public static function title() {
		return __( 'Points', 'lojal' );
	}

	/** Prints the page. */
	public static function print_page() {
		echo self::club(); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped where it is made.
	}

	/**
	 * The club. Guests see what there is to gain.
	 *
	 * @return string
	 */
	public static function club() {
		if ( is_user_logged_in() ) {
			return '<lojal-points></lojal-points><lojal-tier></lojal-tier><lojal-earn></lojal-earn><lojal-rewards></lojal-rewards><lojal-referral></lojal-referral><lojal-activity></lojal-activity>';
		}
		return sprintf(
			'<p>%s <a href="%s">%s</a></p><lojal-earn></lojal-earn><lojal-rewards></lojal-rewards>',
			esc_html__( 'Members collect points with every order.', 'lojal' ),
			esc_url( wc_get_page_permalink( 'myaccount' ) ),
			esc_html__( 'Sign in', 'lojal' )
		);
	}
}
