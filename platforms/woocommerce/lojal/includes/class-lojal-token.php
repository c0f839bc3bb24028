<?php
/**
 * The identity token: a JWT (RFC 7519) that proves to the Lojal server who is signed in to the shop.
 *
 * @package Lojal
 */

defined( 'ABSPATH' ) || exit;

/** Signs tokens, and gives them to pages. */
final class Lojal_Token {

	/** How long a token is valid, in seconds. The server accepts at most 15 minutes. */
	const LIFETIME = 600;

	/**
	 * A token of a customer.
	 *
	 * @param int $user_id The id of the user, which is the customer_id of orders.
	 * @return string An empty text for a guest, and without an identity key.
	 */
	public static function sign( $user_id ) {
		$key = Lojal_Settings::get( 'identity_key' );
		if ( $user_id <= 0 || strlen( $key ) < Lojal_Settings::KEY_LENGTH ) {
			return '';
		}
		$now    = time();
		$claims = array(
			'sub' => (string) $user_id,
			'aud' => Lojal_Settings::get( 'audience' ),
			'iat' => $now,
			'exp' => $now + self::LIFETIME,
		);
		$header = array(
			'alg' => 'HS256',
			'typ' => 'JWT',
		);
		$signed = self::encode( wp_json_encode( $header ) ) . '.' . self::encode( wp_json_encode( $claims ) );
		return $signed . '.' . self::encode( hash_hmac( 'sha256', $signed, $key, true ) );
	}

	/**
	 * Base64url without padding (RFC 7515).
	 *
	 * @param string $bytes The bytes.
	 */
	private static function encode( $bytes ) {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- A JWT is base64url.
	}

	/**
	 * Answers admin-ajax.php?action=lojal_token with the token of whoever is signed in. It needs no nonce: it changes nothing, and
	 * other sites cannot read the response. A token in the page itself would end up in caches of pages.
	 */
	public static function respond() {
		nocache_headers();
		wp_send_json( array( 'token' => self::sign( get_current_user_id() ) ) );
	}
}
