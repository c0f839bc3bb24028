<?php
/**
 * The settings: a page below WooCommerce, and constants in wp-config.php.
 *
 * @package Lojal
 */

defined( 'ABSPATH' ) || exit;

/** Reads and saves the settings. */
final class Lojal_Settings {

	const OPTION     = 'lojal_settings';
	const CAPABILITY = 'manage_woocommerce';
	/** The least number of characters of a key, as of 16 random bytes in hexadecimal. */
	const KEY_LENGTH = 32;
	/** Settings that are never printed. */
	const SECRETS = array( 'identity_key', 'webhook_secret', 'shop_key' );

	/** Adds the page. */
	public static function start() {
		add_action( 'admin_menu', array( __CLASS__, 'add_page' ) );
		add_action( 'admin_init', array( __CLASS__, 'register' ) );
		add_filter( 'option_page_capability_' . self::OPTION, array( __CLASS__, 'capability' ) );
	}

	/**
	 * A setting. The constant LOJAL_IDENTITY_KEY in wp-config.php wins over the page, and so on: a key there is in no backup of
	 * the database.
	 *
	 * @param string $name server, program, audience, panel, identity_key, webhook_secret or shop_key.
	 * @return string An empty text if it is not set.
	 */
	public static function get( $name ) {
		$constant = 'LOJAL_' . strtoupper( $name );
		if ( defined( $constant ) ) {
			return (string) constant( $constant );
		}
		$saved = get_option( self::OPTION, array() );
		$value = is_array( $saved ) && isset( $saved[ $name ] ) ? (string) $saved[ $name ] : '';
		return 'audience' === $name && '' === $value ? 'lojal' : $value;
	}

	/** The capability that the page and its form need. */
	public static function capability() {
		return self::CAPABILITY;
	}

	/** The fields of the page: the label, the type and a sentence. */
	private static function fields() {
		return array(
			'server'         => array( __( 'Address of the Lojal server', 'lojal' ), 'url', __( 'For example https://loyalty.example/apps/lojal', 'lojal' ) ),
			'identity_key'   => array( __( 'Identity key', 'lojal' ), 'password', __( 'identityKey of lojal.keys.json. It signs who is signed in.', 'lojal' ) ),
			'audience'       => array( __( 'Audience', 'lojal' ), 'text', __( 'Only if your server has another one than “lojal”.', 'lojal' ) ),
			'webhook_secret' => array( __( 'Webhook secret', 'lojal' ), 'password', __( 'WOOCOMMERCE_WEBHOOK_SECRET of the server. It signs orders.', 'lojal' ) ),
			'shop_key'       => array( __( 'Shop key', 'lojal' ), 'password', __( 'shopKey of lojal.keys.json. With it, codes of rewards are coupons in the cart.', 'lojal' ) ),
			'program'        => array( __( 'Address of the program', 'lojal' ), 'url', __( 'Only if the program does not come from the server.', 'lojal' ) ),
			'panel'          => array( __( 'Button that opens the club', 'lojal' ), 'text', __( '“end”, “start”, or nothing for no button.', 'lojal' ) ),
		);
	}

	/** Adds the page to the menu of WooCommerce. */
	public static function add_page() {
		add_submenu_page( 'woocommerce', __( 'Lojal', 'lojal' ), __( 'Lojal', 'lojal' ), self::CAPABILITY, 'lojal', array( __CLASS__, 'print_page' ) );
	}

	/** Registers the option and its fields, and the text for the privacy policy. */
	public static function register() {
		register_setting(
			self::OPTION,
			self::OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( __CLASS__, 'sanitize' ),
				'default'           => array(),
			)
		);
		add_settings_section( 'lojal', '', '__return_false', 'lojal' );
		foreach ( self::fields() as $name => $field ) {
			add_settings_field(
				'lojal_' . $name,
				$field[0],
				array( __CLASS__, 'print_field' ),
				'lojal',
				'lojal',
				array(
					'name'      => $name,
					'type'      => $field[1],
					'note'      => $field[2],
					'label_for' => 'lojal_' . $name,
				)
			);
		}
		if ( function_exists( 'wp_add_privacy_policy_content' ) ) {
			wp_add_privacy_policy_content( 'Lojal', '<p>' . esc_html__( 'Our loyalty program stores the number of your customer account, your orders without name and address, and your answers to our questions, to compute your points and to improve our shop.', 'lojal' ) . '</p>' );
		}
	}

	/** Prints the page. */
	public static function print_page() {
		if ( ! current_user_can( self::CAPABILITY ) ) {
			return;
		}
		echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1>';
		settings_errors( self::OPTION );
		echo '<form action="' . esc_url( admin_url( 'options.php' ) ) . '" method="post">';
		settings_fields( self::OPTION );
		do_settings_sections( 'lojal' );
		submit_button();
		echo '</form></div>';
	}

	/**
	 * Prints a field. A saved key is never printed.
	 *
	 * @param array $field name, type and note.
	 */
	public static function print_field( $field ) {
		$name     = $field['name'];
		$fixed    = defined( 'LOJAL_' . strtoupper( $name ) );
		$secret   = in_array( $name, self::SECRETS, true );
		$is_saved = '' !== self::get( $name );
		printf(
			'<input class="regular-text" id="%1$s" name="%2$s" type="%3$s" value="%4$s" placeholder="%5$s" autocomplete="off"%6$s><p class="description">%7$s</p>',
			esc_attr( 'lojal_' . $name ),
			esc_attr( self::OPTION . '[' . $name . ']' ),
			esc_attr( $field['type'] ),
			esc_attr( $secret ? '' : self::get( $name ) ),
			esc_attr( $secret && $is_saved ? __( 'Saved. Leave empty to keep it.', 'lojal' ) : '' ),
			disabled( $fixed, true, false ),
			esc_html( $fixed ? __( 'Set in wp-config.php.', 'lojal' ) : $field['note'] )
		);
	}

	/**
	 * Checks what was typed. A value that cannot be used leaves the saved one.
	 *
	 * @param mixed $given The values of the form.
	 * @return array
	 */
	public static function sanitize( $given ) {
		$saved = get_option( self::OPTION, array() );
		$clean = is_array( $saved ) ? $saved : array();
		$given = is_array( $given ) ? $given : array();
		foreach ( array_keys( self::fields() ) as $name ) {
			if ( ! isset( $given[ $name ] ) || ! is_string( $given[ $name ] ) ) {
				continue;
			}
			$value = trim( $given[ $name ] );
			if ( in_array( $name, self::SECRETS, true ) ) {
				if ( '' === $value ) {
					continue;
				}
				if ( strlen( $value ) < self::KEY_LENGTH ) {
					/* translators: %s: name of a field */
					add_settings_error( self::OPTION, $name, sprintf( __( '%s: at least 32 characters are needed. The key was not changed.', 'lojal' ), self::fields()[ $name ][0] ) );
					continue;
				}
				$clean[ $name ] = $value;
			} elseif ( 'url' === self::fields()[ $name ][1] ) {
				$url = untrailingslashit( esc_url_raw( $value, array( 'https', 'http' ) ) );
				if ( '' !== $value && ! self::is_usable_url( $url ) ) {
					/* translators: %s: name of a field */
					add_settings_error( self::OPTION, $name, sprintf( __( '%s: an address with https is needed. The address was not changed.', 'lojal' ), self::fields()[ $name ][0] ) );
					continue;
				}
				$clean[ $name ] = $url;
			} elseif ( 'panel' === $name ) {
				$clean[ $name ] = in_array( $value, array( 'end', 'start' ), true ) ? $value : '';
			} else {
				$clean[ $name ] = sanitize_text_field( $value );
			}
		}
		return $clean;
	}

	/**
	 * Whether a page of the shop may use the address: with https, or on this machine.
	 *
	 * @param string $url The address.
	 */
	private static function is_usable_url( $url ) {
		$host = (string) wp_parse_url( $url, PHP_URL_HOST );
		if ( 'https' === wp_parse_url( $url, PHP_URL_SCHEME ) ) {
			return '' !== $host;
		}
		return in_array( $host, array( 'localhost', '127.0.0.1' ), true );
	}
}
