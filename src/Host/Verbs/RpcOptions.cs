namespace Signalbox.Host.Verbs;

/// <summary>Options in front of the method of <c>signalbox rpc</c>.</summary>
internal sealed class RpcOptions
{
    /// <summary>Where the control socket is.</summary>
    public string Address { get; private set; } = "/run/kamailio/kamailio_ctl";

    /// <summary>What a client that is not on the server's machine shows; null = nothing.</summary>
    public string? Token { get; private set; }

    /// <summary>How the reply is printed.</summary>
    public RpcForm Form { get; private set; } = RpcForm.Table;

    /// <summary>The method and its arguments.</summary>
    public string[] Words { get; private set; } = [];

    /// <summary>Reads the command line.</summary>
    public static RpcOptions Read(string[] arguments)
    {
        var options = new RpcOptions();
        var rest = arguments.AsSpan();
        while (options.TryTake(ref rest))
        {
            // The options stand before the method; what follows it belongs to it.
        }

        options.Words = rest.ToArray();
        return options;
    }

    private bool TryTake(ref Span<string> rest)
    {
        switch (rest)
        {
            case ["-s", var address, ..]:
                Address = address;
                rest = rest[2..];
                return true;
            case ["--token", var token, ..]:
                Token = token;
                rest = rest[2..];
                return true;
            case ["--json", ..]:
                Form = RpcForm.Json;
                rest = rest[1..];
                return true;
            case ["--raw", ..]:
                Form = RpcForm.Raw;
                rest = rest[1..];
                return true;
            default:
                return false;
        }
    }
}
