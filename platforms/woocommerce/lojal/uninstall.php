<?php
/**
 * Removes everything that the plugin stored in this shop. The data on the Lojal server stays: erase it there.
 *
 * @package Lojal
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'lojal_settings' );

if ( function_exists( 'as_unschedule_all_actions' ) ) {
	as_unschedule_all_actions( 'lojal_push_order' );
}
wp_unschedule_hook( 'lojal_push_order' );
flush_rewrite_rules();
