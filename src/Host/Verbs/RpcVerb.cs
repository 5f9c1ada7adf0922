using System.Net.Sockets;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Host.Verbs;

/// <summary><c>signalbox rpc [-s ADDRESS] [--json] METHOD [arguments]</c> and <c>signalbox reload</c>.</summary>
internal static class RpcVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Calls a method; 0 for a reply, 1 for a fault.</summary>
    public static int Run(string[] arguments)
    {
        var options = RpcOptions.Read(arguments);
        if (options.Words.Length == 0)
            throw new CommandLineException("usage: signalbox rpc [-s ADDRESS] [--token TOKEN] [--json|--raw] METHOD [arguments]; ADDRESS is unix:PATH, unixd:PATH, tcp:ADDRESS[:PORT] or udp:ADDRESS[:PORT]");

        return Call(options, options.Words[0], options.Words[1..]);
    }

    /// <summary>Reloads; <c>reload check</c> only tests the file.</summary>
    public static int Reload(string[] arguments)
    {
        var options = RpcOptions.Read(arguments);
        return Call(options, "core.reload", options.Words);
    }

    private static int Call(RpcOptions options, string method, string[] arguments)
    {
        try
        {
            using var client = BinrpcClient.Connect(options.Address, Patience);
            if (options.Token is { } token && client.Call("ctl.token", [$"s:{token}"]) is { IsFault: true } refused)
                return Refuse(refused);

            var reply = client.Call(method, arguments);
            if (reply.IsFault)
                return Refuse(reply);

            Print(reply, options.Form);
            return ExitStatus.Done;
        }
        catch (Exception cause) when (cause is SocketException or BinrpcProtocolException or ArgumentException)
        {
            throw new CommandLineException($"cannot call {method} at {options.Address}: {cause.Message}");
        }
    }

    private static int Refuse(BinrpcReply reply)
    {
        Console.Error.WriteLine($"error: {reply.FaultCode} - {reply.FaultText}");
        return ExitStatus.Refused;
    }

    private static void Print(BinrpcReply reply, RpcForm form)
    {
        var rows = reply.ToRows();
        if (form == RpcForm.Json)
            Console.Out.WriteLine(RpcJson.Of(rows));
        else if (form == RpcForm.Table && rows.Count > 1 && RpcTable.Fits(rows))
            RpcTable.Write(rows, Console.Out);
        else
            BinrpcText.Write(reply.Records, Console.Out);
    }
}
