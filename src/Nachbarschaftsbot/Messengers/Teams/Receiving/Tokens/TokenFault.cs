namespace Nachbarschaftsbot.Messengers.Teams.Receiving.Tokens;

/// <summary>Why a request is not from Teams. Only counted: who forges learns nothing from the answer.</summary>
internal enum TokenFault
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>No Authorization header.</summary>
    Missing,

    /// <summary>More than one Authorization header.</summary>
    Several,

    /// <summary>Not the scheme Bearer.</summary>
    Scheme,

    /// <summary>Bearer, and nothing behind it.</summary>
    Empty,

    /// <summary>Larger than any real token.</summary>
    Oversized,

    /// <summary>Not three parts.</summary>
    Segments,

    /// <summary>A part is no base64url or no JSON object, or says something twice.</summary>
    Malformed,

    /// <summary>Another algorithm than RS256, or none.</summary>
    Algorithm,

    /// <summary>Brings its own key, or says where one is.</summary>
    InlineKey,

    /// <summary>Asks for extensions that we do not know.</summary>
    Critical,

    /// <summary>Does not say which key.</summary>
    KeyMissing,

    /// <summary>Names a key that Teams does not have.</summary>
    KeyUnknown,

    /// <summary>The signature is not that of the key.</summary>
    Signature,

    /// <summary>No issuer.</summary>
    IssuerMissing,

    /// <summary>Another issuer.</summary>
    Issuer,

    /// <summary>No audience.</summary>
    AudienceMissing,

    /// <summary>Made out to another app.</summary>
    Audience,

    /// <summary>No expiry.</summary>
    ExpiryMissing,

    /// <summary>Expired.</summary>
    Expired,

    /// <summary>Does not say from when on it counts.</summary>
    NotBeforeMissing,

    /// <summary>Does not count yet.</summary>
    NotYet,

    /// <summary>Names no connector.</summary>
    ServiceMissing,

    /// <summary>Names another connector than the activity.</summary>
    Service,

    /// <summary>The key may speak for no channel.</summary>
    EndorsementMissing,

    /// <summary>The key may not speak for the channel of the activity.</summary>
    Endorsement,

    /// <summary>The activity names no tenant.</summary>
    TenantMissing,

    /// <summary>A tenant that is not let in.</summary>
    Tenant,
}
