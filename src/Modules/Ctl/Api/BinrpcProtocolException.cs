namespace Signalbox.Modules.Ctl.Api;

/// <summary>The other side of a control connection sent something that is not BINRPC, too much of it, or hung up.</summary>
public sealed class BinrpcProtocolException : IOException
{
    /// <summary>Creates the exception with a text for the operator.</summary>
    public BinrpcProtocolException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception without a text.</summary>
    public BinrpcProtocolException()
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public BinrpcProtocolException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
