namespace Signalbox.Modules.Sanity;

/// <summary>Bits of the first argument of sanity_check.</summary>
[Flags]
internal enum SanityChecks
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The request line says SIP/2.0.</summary>
    Version = 1,

    /// <summary>The request URI can be read and its scheme is known.</summary>
    RequestUri = 2,

    /// <summary>The headers that every message has are there.</summary>
    RequiredHeaders = 4,

    /// <summary>CSeq names the method of the request.</summary>
    CSeqMethod = 32,

    /// <summary>CSeq has a number.</summary>
    CSeqNumber = 64,

    /// <summary>Content-Length is the length of the body.</summary>
    ContentLength = 128,

    /// <summary>Expires is a number.</summary>
    Expires = 256,

    /// <summary>Every extension in Proxy-Require is known.</summary>
    ProxyRequire = 512,

    /// <summary>The URIs that the second argument names can be read.</summary>
    Uris = 1024,

    /// <summary>Digest credentials have their parts.</summary>
    Credentials = 2048,

    /// <summary>From and To have one tag at most.</summary>
    Tags = 4096,

    /// <summary>Authorization headers name a scheme.</summary>
    Authorization = 8192,

    /// <summary>The first Via of a reply can be read.</summary>
    ReplyVia = 16384,

    /// <summary>All of them.</summary>
    All = Version | RequestUri | RequiredHeaders | CSeqMethod | CSeqNumber | ContentLength | Expires | ProxyRequire | Uris | Credentials | Tags
        | Authorization | ReplyVia,
}
