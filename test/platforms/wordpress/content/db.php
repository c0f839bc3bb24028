<?php
/**
 * The database of the tests: SQLite in place of MySQL, for the few statements that WordPress needs to start and to keep options
 * and users. WordPress loads this file by itself.
 */

class Lojal_Test_Database extends wpdb {

	/** @var SQLite3 */
	private $sqlite;

	public function db_connect( $allow_bail = true ) {
		$this->is_mysql = false;
		$this->sqlite   = new SQLite3( getenv( 'LOJAL_TEST_DATABASE' ) );
		$this->sqlite->busyTimeout( 5000 );
		$this->ready         = true;
		$this->has_connected = true;
		foreach ( array(
			'options (option_id INTEGER PRIMARY KEY, option_name TEXT UNIQUE, option_value TEXT, autoload TEXT)',
			'users (ID INTEGER PRIMARY KEY, user_login TEXT, user_pass TEXT, user_nicename TEXT, user_email TEXT, user_url TEXT, user_registered TEXT, user_activation_key TEXT, user_status INTEGER DEFAULT 0, display_name TEXT)',
			'usermeta (umeta_id INTEGER PRIMARY KEY, user_id INTEGER, meta_key TEXT, meta_value TEXT)',
			'posts (ID INTEGER PRIMARY KEY, post_name TEXT, post_type TEXT, post_status TEXT, post_content TEXT, post_date TEXT)',
		) as $table ) {
			$this->sqlite->exec( 'CREATE TABLE IF NOT EXISTS wp_' . $table );
		}
		if ( ! $this->sqlite->querySingle( 'SELECT count(*) FROM wp_options' ) ) {
			$this->fill();
		}
		return true;
	}

	/** The shop of the tests: the plugin is active, user 1 manages the shop, all others are customers. */
	private function fill() {
		$roles = array(
			'customer'     => array( 'name' => 'Customer', 'capabilities' => array( 'read' => true ) ),
			'shop_manager' => array( 'name' => 'Shop manager', 'capabilities' => array( 'read' => true, 'manage_woocommerce' => true ) ),
		);
		foreach ( array(
			'siteurl'              => 'https://shop.example',
			'home'                 => 'https://shop.example',
			'active_plugins'       => serialize( array( 'lojal/lojal.php' ) ),
			'template'             => 'storefront',
			'stylesheet'           => 'storefront',
			'wp_user_roles'        => serialize( $roles ),
			'woocommerce_currency' => 'EUR',
			'permalink_structure'  => '/%postname%/',
			'blog_charset'         => 'UTF-8',
		) as $name => $value ) {
			$this->add( 'INSERT INTO wp_options (option_name, option_value, autoload) VALUES (?, ?, ?)', array( $name, $value, 'yes' ) );
		}
		foreach ( array( 1, 7, 12, 21, 31 ) as $id ) {
			$role = 1 === $id ? 'shop_manager' : 'customer';
			$this->add( 'INSERT INTO wp_users (ID, user_login, user_nicename, user_email, display_name) VALUES (?, ?, ?, ?, ?)', array( $id, 'user' . $id, 'user' . $id, 'user' . $id . '@shop.example', 'Anna "A" </script>' ) );
			$this->add( 'INSERT INTO wp_usermeta (user_id, meta_key, meta_value) VALUES (?, ?, ?)', array( $id, 'wp_capabilities', serialize( array( $role => true ) ) ) );
		}
	}

	private function add( $sql, $values ) {
		$statement = $this->sqlite->prepare( $sql );
		foreach ( $values as $index => $value ) {
			$statement->bindValue( $index + 1, $value );
		}
		$statement->execute();
	}

	public function select( $db, $dbh = null ) {
		$this->ready = true;
	}

	public function set_charset( $dbh, $charset = null, $collate = null ) {}

	public function check_connection( $allow_bail = true ) {
		return true;
	}

	public function db_version() {
		return '8.0';
	}

	public function db_server_info() {
		return '8.0';
	}

	public function _real_escape( $text ) {
		return $this->add_placeholder_escape( SQLite3::escapeString( is_scalar( $text ) ? (string) $text : '' ) );
	}

	public function query( $query ) {
		$this->flush();
		$sql = apply_filters( 'query', $query );
		$sql = preg_replace( '/^INSERT INTO (.*) ON DUPLICATE KEY UPDATE .*$/s', 'INSERT OR REPLACE INTO $1', $sql );
		// Tables that the tests do not have are empty.
		$result = @$this->sqlite->query( $sql );
		if ( ! $result ) {
			return 0;
		}
		if ( ! preg_match( '/^\s*SELECT/i', $sql ) ) {
			$this->insert_id     = $this->sqlite->lastInsertRowID();
			$this->rows_affected = $this->sqlite->changes();
			return $this->rows_affected;
		}
		while ( $row = $result->fetchArray( SQLITE3_ASSOC ) ) {
			$this->last_result[] = (object) $row;
		}
		$this->num_rows = count( (array) $this->last_result );
		return $this->num_rows;
	}
}

$GLOBALS['wpdb'] = new Lojal_Test_Database( '', '', '', '' );
