<?php
/**
 * Starts WordPress with the plugin and runs one action. Prints its result as JSON.
 *
 * php run.php <folder of WordPress> <action> <arguments as JSON>
 */

list( , $wordpress, $lojal_action, $json ) = $argv;
$lojal_args                                = json_decode( $json, true );

foreach ( array( 'HTTP_HOST' => 'shop.example', 'SERVER_NAME' => 'shop.example', 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET', 'REMOTE_ADDR' => '203.0.113.7', 'SERVER_PROTOCOL' => 'HTTP/1.1' ) as $name => $value ) {
	$_SERVER[ $name ] = $value;
}
$_GET = isset( $lojal_args['get'] ) ? $lojal_args['get'] : array();
define( 'ABSPATH', $wordpress . '/' );
define( 'WP_CONTENT_DIR', __DIR__ . '/content' );
define( 'WP_PLUGIN_DIR', dirname( __DIR__, 3 ) . '/platforms/woocommerce' );
define( 'WPMU_PLUGIN_DIR', __DIR__ . '/mu' );
define( 'DB_NAME', '' );
define( 'DB_USER', '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', '' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', false );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $salt ) {
	define( $salt . '_KEY', 'key of the tests ' . $salt );
	define( $salt . '_SALT', 'salt of the tests ' . $salt );
}
if ( in_array( $lojal_action, array( 'admin', 'save' ), true ) ) {
	define( 'WP_ADMIN', true );
}
foreach ( isset( $lojal_args['constants'] ) ? $lojal_args['constants'] : array() as $name => $value ) {
	define( $name, $value );
}
$table_prefix = 'wp_';

// Deprecations inside an older WordPress are not the plugin's. Everything else ends the test.
set_error_handler(
	function ( $level, $message, $file, $line ) {
		if ( ( error_reporting() & $level ) && ! ( $level & ( E_DEPRECATED | E_USER_DEPRECATED ) ) ) {
			throw new ErrorException( $message, 0, $level, $file, $line );
		}
		return true;
	}
);

require ABSPATH . 'wp-settings.php';

// Nothing leaves this machine: WordPress would ask for updates.
foreach ( array( '_maybe_update_core', '_maybe_update_plugins', '_maybe_update_themes', '_wp_admin_bar_init' ) as $lojal_update ) {
	remove_action( 'admin_init', $lojal_update );
}
remove_action( 'wp_head', 'print_emoji_detection_script', 7 );
remove_action( 'wp_enqueue_scripts', 'wp_enqueue_global_styles' );
add_filter(
	'pre_http_request',
	function ( $response, $request, $url ) {
		return '127.0.0.1' === wp_parse_url( $url, PHP_URL_HOST ) ? $response : new WP_Error( 'blocked', 'The tests send nothing to ' . $url );
	},
	10,
	3
);

if ( isset( $lojal_args['user'] ) ) {
	wp_set_current_user( $lojal_args['user'] );
}

/** @return string What the function printed. */
function lojal_test_printed( $function ) {
	ob_start();
	$function();
	return ob_get_clean();
}

/** Runs what is planned and due, as wp-cron.php does. @return array The due times of what is left, from now. */
function lojal_test_run_cron( $seconds ) {
	foreach ( _get_cron_array() as $time => $hooks ) {
		foreach ( $hooks as $hook => $events ) {
			foreach ( $events as $event ) {
				if ( 'lojal_push_order' === $hook && $time <= time() + $seconds ) {
					wp_unschedule_event( $time, $hook, $event['args'] );
					do_action_ref_array( $hook, $event['args'] );
				}
			}
		}
	}
	return lojal_test_planned();
}

function lojal_test_planned() {
	$left = array();
	foreach ( _get_cron_array() as $time => $hooks ) {
		foreach ( isset( $hooks['lojal_push_order'] ) ? $hooks['lojal_push_order'] : array() as $event ) {
			$left[] = array_merge( array( $time - time() ), $event['args'] );
		}
	}
	foreach ( isset( $GLOBALS['lojal_test_actions'] ) ? $GLOBALS['lojal_test_actions'] : array() as $action ) {
		$left[] = array_merge( array( $action['status'] ), $action['args'] );
	}
	return $left;
}

$result = null;
switch ( $lojal_action ) {
	case 'save':
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		do_action( 'admin_init' );
		update_option( 'lojal_settings', $lojal_args['settings'] );
		$result = array( 'saved' => get_option( 'lojal_settings' ), 'errors' => wp_list_pluck( get_settings_errors( 'lojal_settings' ), 'message' ) );
		break;
	case 'page':
		set_query_var( 'order-received', lojal_test_shop( 'order_received' ) );
		$result = array(
			'head'    => lojal_test_printed( function () { do_action( 'wp_head' ); } ),
			'product' => lojal_test_printed( function () { do_action( 'woocommerce_single_product_summary' ); } ),
			'account' => lojal_test_printed( function () { do_action( 'woocommerce_account_points_endpoint' ); } ),
			'club'    => do_shortcode( '[lojal_club]' ),
			'menu'    => apply_filters( 'woocommerce_account_menu_items', array( 'orders' => 'Orders', 'customer-logout' => 'Log out' ) ),
			'footer'  => lojal_test_printed( function () { wp_print_footer_scripts(); } ),
		);
		break;
	case 'token':
		do_action( $lojal_args['user'] > 0 ? 'wp_ajax_lojal_token' : 'wp_ajax_nopriv_lojal_token' );
		exit;
	case 'admin':
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		global $submenu, $title;
		$title = 'Lojal';
		do_action( 'admin_menu' );
		do_action( 'admin_init' );
		$result = array(
			'menu' => isset( $submenu['woocommerce'] ) ? $submenu['woocommerce'] : array(),
			'page' => lojal_test_printed( array( 'Lojal_Settings', 'print_page' ) ),
		);
		break;
	case 'hook':
		do_action_ref_array( $lojal_args['hook'], $lojal_args['with'] );
		$result = lojal_test_planned();
		break;
	case 'cron':
		$result = array( 'left' => lojal_test_run_cron( $lojal_args['seconds'] ), 'log' => isset( $GLOBALS['lojal_test_log'] ) ? $GLOBALS['lojal_test_log'] : array() );
		break;
	case 'coupon':
		$result = apply_filters( 'woocommerce_get_shop_coupon_data', false, $lojal_args['code'] );
		break;
	case 'checkout':
		try {
			do_action( 'woocommerce_store_api_checkout_order_processed', wc_get_order( $lojal_args['order'] ) );
			$result = 'used';
		} catch ( Exception $error ) {
			$result = $error->getMessage();
		}
		break;
	case 'deactivate':
		do_action( 'deactivate_lojal/lojal.php' );
		$result = lojal_test_planned();
		break;
	case 'uninstall':
		define( 'WP_UNINSTALL_PLUGIN', 'lojal/lojal.php' );
		require WP_PLUGIN_DIR . '/lojal/uninstall.php';
		$result = array( 'options' => $wpdb->get_col( "SELECT option_name FROM wp_options WHERE option_name LIKE '%lojal%'" ), 'planned' => lojal_test_planned() );
		break;
}
echo "\n" . json_encode( array( 'result' => $result ) );
