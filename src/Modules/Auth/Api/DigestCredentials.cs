using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Auth.Api;

/// <summary>The fields of one Authorization or Proxy-Authorization header (RFC 7616 §3.4), as ranges of the message, quotes taken off.</summary>
internal struct DigestCredentials
{
    /// <summary>Index of the header.</summary>
    public int HeaderIndex;

    /// <summary>User, with its domain when it was written.</summary>
    public TextRange UserName;

    /// <summary>Realm.</summary>
    public TextRange Realm;

    /// <summary>Nonce.</summary>
    public TextRange Nonce;

    /// <summary>URI that the answer was made for.</summary>
    public TextRange Uri;

    /// <summary>The answer.</summary>
    public TextRange Response;

    /// <summary>Algorithm; empty = MD5.</summary>
    public TextRange Algorithm;

    /// <summary>Nonce of the client.</summary>
    public TextRange ClientNonce;

    /// <summary>Counter of the nonce.</summary>
    public TextRange NonceCount;

    /// <summary>Quality of protection; empty when there is none.</summary>
    public TextRange Qop;

    /// <summary>Length of the user without a domain.</summary>
    /// <param name="message">The message that the ranges belong to.</param>
    public readonly TextRange User(SipMessage message)
    {
        var at = message.Span(UserName).IndexOf((byte)'@');
        return at < 0 ? UserName : UserName.Slice(0, at);
    }

    /// <summary>The domain of the user; empty when it has none.</summary>
    /// <param name="message">The message that the ranges belong to.</param>
    public readonly TextRange Domain(SipMessage message)
    {
        var at = message.Span(UserName).IndexOf((byte)'@');
        return at < 0 ? default : UserName.Slice(at + 1, UserName.Length - at - 1);
    }
}
