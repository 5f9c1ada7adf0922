using System.Net.Sockets;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Host.Verbs;

/// <summary><c>signalbox rpc [-s ADDRESS] [--json] METHOD [arguments]</c>, and what calls of a running server share.</summary>
internal static class RpcVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Calls a method; 0 for a reply, 1 for a fault.</summary>
    public static int Run(string[] arguments)
    {
        var options = RpcOptions.Read(arguments);
        if (options.Words.Length == 0)
            throw new CommandLineException("usage: signalbox rpc [-s ADDRESS] [--token TOKEN] [--json|--raw] METHOD [arguments]; ADDRESS is unix:PATH, unixd:PATH, tcp:ADDRESS[:PORT] or udp:ADDRESS[:PORT]");

        return Show(Ask(options, options.Words[0], options.Words[1..]), options.Form);
    }

    /// <summary>Calls a method. A refused token is the reply.</summary>
    /// <exception cref="CommandLineException">There is no server, or it does not speak the protocol.</exception>
    public static BinrpcReply Ask(RpcOptions options, string method, IReadOnlyList<string> arguments)
    {
        try
        {
            using var client = BinrpcClient.Connect(options.Address, Patience);
            if (options.Token is { } token && client.Call("ctl.token", [$"s:{token}"]) is { IsFault: true } refused)
                return refused;

            return client.Call(method, [.. arguments]);
        }
        catch (Exception cause) when (cause is SocketException or BinrpcProtocolException or ArgumentException)
        {
            throw new CommandLineException($"cannot call {method} at {options.Address}: {cause.Message}");
        }
    }

    /// <summary>Prints a reply; 0, or 1 for a fault.</summary>
    public static int Show(BinrpcReply reply, RpcForm form)
    {
        if (reply.IsFault)
        {
            Console.Error.WriteLine($"error: {reply.FaultCode} - {reply.FaultText}");
            return ExitStatus.Refused;
        }

        var rows = reply.ToRows();
        if (form == RpcForm.Json)
            Console.Out.WriteLine(new RpcJson().TextOf(rows));
        else if (form == RpcForm.Table && rows.Count > 1 && RpcTable.Fits(rows))
            RpcTable.Write(rows, Console.Out);
        else
            BinrpcText.Write(reply.Records, Console.Out);

        return ExitStatus.Done;
    }
}
