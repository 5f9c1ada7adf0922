namespace Signalbox.Modules.Core.Api;

/// <summary>What is to change in a URI; what is not set stays.</summary>
internal ref struct UriChange
{
    /// <summary>True when the user is replaced, an empty one removed.</summary>
    public bool HasUser;

    /// <summary>New user.</summary>
    public ReadOnlySpan<byte> User;

    /// <summary>True when the password is replaced, an empty one removed.</summary>
    public bool HasPassword;

    /// <summary>New password.</summary>
    public ReadOnlySpan<byte> Password;

    /// <summary>Text put before the user.</summary>
    public ReadOnlySpan<byte> Prefix;

    /// <summary>New host; empty keeps the old one.</summary>
    public ReadOnlySpan<byte> Host;

    /// <summary>True when the port is replaced, an empty one removed.</summary>
    public bool HasPort;

    /// <summary>New port digits.</summary>
    public ReadOnlySpan<byte> Port;

    /// <summary>True when <c>;transport=</c> is taken out.</summary>
    public bool DropTransport;

    /// <summary>Text put after the parameters, with its semicolon.</summary>
    public ReadOnlySpan<byte> AddParameter;
}
