namespace Signalbox.Modules.Core.Api;

/// <summary>Reason phrases of status codes (RFC 3261 §21 and its extensions).</summary>
internal static class StandardReasons
{
    /// <summary>The phrase of a code; of its class when it has none of its own.</summary>
    public static ReadOnlySpan<byte> Of(int code) => code switch
    {
        100 => "Trying"u8,
        180 => "Ringing"u8,
        181 => "Call Is Being Forwarded"u8,
        182 => "Queued"u8,
        183 => "Session Progress"u8,
        >= 100 and < 200 => "Trying"u8,
        200 => "OK"u8,
        202 => "Accepted"u8,
        >= 200 and < 300 => "OK"u8,
        300 => "Multiple Choices"u8,
        301 => "Moved Permanently"u8,
        302 => "Moved Temporarily"u8,
        305 => "Use Proxy"u8,
        380 => "Alternative Service"u8,
        >= 300 and < 400 => "Redirect"u8,
        >= 400 and < 500 => OfRequestFailure(code),
        500 => "Server Internal Error"u8,
        501 => "Not Implemented"u8,
        502 => "Bad Gateway"u8,
        503 => "Service Unavailable"u8,
        504 => "Server Time-out"u8,
        505 => "Version Not Supported"u8,
        513 => "Message Too Large"u8,
        >= 500 and < 600 => "Server Failure"u8,
        600 => "Busy Everywhere"u8,
        603 => "Decline"u8,
        604 => "Does Not Exist Anywhere"u8,
        606 => "Not Acceptable"u8,
        _ => "Global Failure"u8,
    };

    private static ReadOnlySpan<byte> OfRequestFailure(int code) => code switch
    {
        400 => "Bad Request"u8,
        401 => "Unauthorized"u8,
        402 => "Payment Required"u8,
        403 => "Forbidden"u8,
        404 => "Not Found"u8,
        405 => "Method Not Allowed"u8,
        406 => "Not Acceptable"u8,
        407 => "Proxy Authentication Required"u8,
        408 => "Request Timeout"u8,
        410 => "Gone"u8,
        413 => "Request Entity Too Large"u8,
        414 => "Request-URI Too Long"u8,
        415 => "Unsupported Media Type"u8,
        416 => "Unsupported URI Scheme"u8,
        420 => "Bad Extension"u8,
        421 => "Extension Required"u8,
        423 => "Interval Too Brief"u8,
        480 => "Temporarily Unavailable"u8,
        481 => "Call/Transaction Does Not Exist"u8,
        482 => "Loop Detected"u8,
        483 => "Too Many Hops"u8,
        484 => "Address Incomplete"u8,
        485 => "Ambiguous"u8,
        486 => "Busy Here"u8,
        487 => "Request Terminated"u8,
        488 => "Not Acceptable Here"u8,
        491 => "Request Pending"u8,
        493 => "Undecipherable"u8,
        _ => "Request Failure"u8,
    };
}
