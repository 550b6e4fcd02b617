/** A named set of rules that is switched on as a whole, for a service or a client. The names are on the wire. */
export type ProfileName = 'fapi2_security' | 'fapi2_signed_requests' | 'fapi2_signed_responses' | 'fapi2_signed_introspection';
