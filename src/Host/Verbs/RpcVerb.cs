using System.Net.Sockets;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Host.Verbs;

/// <summary><c>signalbox rpc [-s ADDRESS] METHOD [arguments]</c>, and what calls of a running server share.</summary>
internal static class RpcVerb
{
    private const string DefaultAddress = "/run/kamailio/kamailio_ctl";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Calls a method; 0 for a reply, 1 for a fault.</summary>
    public static int Run(string[] arguments)
    {
        var (address, rest) = TakeAddress(arguments);
        if (rest.Length == 0)
            throw new CommandLineException("usage: signalbox rpc [-s unix:PATH] METHOD [arguments]");

        return Show(Ask(address, rest[0], rest[1..]));
    }

    /// <summary>The address of <c>-s</c>, or the usual one, and the arguments behind it.</summary>
    public static (string Address, string[] Arguments) TakeAddress(string[] arguments)
    {
        if (arguments is not ["-s", _, ..])
            return (DefaultAddress, arguments);

        var address = arguments[1];
        foreach (var scheme in (ReadOnlySpan<string>)["unix:", "unixs:"])
        {
            if (address.StartsWith(scheme, StringComparison.Ordinal))
                address = address[scheme.Length..];
        }

        return (address, arguments[2..]);
    }

    /// <summary>Calls a method.</summary>
    /// <exception cref="CommandLineException">There is no server, or it does not speak the protocol.</exception>
    public static BinrpcReply Ask(string address, string method, IReadOnlyList<string> arguments)
    {
        try
        {
            using var client = BinrpcClient.Connect(address, Patience);
            return client.Call(method, [.. arguments]);
        }
        catch (Exception cause) when (cause is SocketException or BinrpcProtocolException or ArgumentException)
        {
            throw new CommandLineException($"cannot call {method} at {address}: {cause.Message}");
        }
    }

    /// <summary>Prints a reply; 0, or 1 for a fault.</summary>
    public static int Show(BinrpcReply reply)
    {
        if (reply.IsFault)
        {
            Console.Error.WriteLine($"error: {reply.FaultCode} - {reply.FaultText}");
            return ExitStatus.Refused;
        }

        BinrpcText.Write(reply.Records, Console.Out);
        return ExitStatus.Done;
    }
}
