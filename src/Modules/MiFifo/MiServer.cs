using System.Globalization;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.MiFifo;

/// <summary>
/// Runs commands of the classic protocol: those of modules by the name that they declare for it (or their own), and the few
/// about the server itself, whose replies had a shape of their own.
/// </summary>
internal sealed class MiServer(RpcDispatcher dispatcher)
{
    /// <summary>Runs the request and writes its reply. Never throws.</summary>
    public void Answer(MiRequest request, ByteWriter output)
    {
        var name = request.Command;
        if (!request.IsWellFormed)
            MiReply.WriteError(400, $"parse error in command '{name}'", output);
        else if (Own(name) is { } own)
            MiReply.Write(own, output);
        else if (dispatcher.FindMi(name) is { } command)
            MiReply.Write(dispatcher.Execute(command.Name, request.Parameters, convertsTypes: true, request.Names), output);
        else
            MiReply.WriteError(500, $"command '{name}' not available", output);

        if (!output.Overflowed)
            return;

        output.Clear();
        MiReply.WriteError(500, $"the reply of '{name}' is larger than {ByteWriter.MaxBytes} bytes", output);
    }

    private RpcCall? Own(string name) => name switch
    {
        "uptime" => Uptime(),
        "version" => Version(),
        "ps" => Processes(),
        "which" => Which(),
        _ => null,
    };

    private RpcCall Uptime()
    {
        var answer = new RpcCall("uptime", []);
        var row = answer.AddStruct();
        foreach (var (name, value) in dispatcher.Execute("core.uptime", []).Rows[0].Members)
        {
            row.With(name switch { "now" => "Now", "up_since" => "Up since", _ => "Up time" },
                value.Kind == RpcKind.Integer ? $"{value.ToText()} [sec]" : value.ToText());
        }

        return answer;
    }

    private RpcCall Version()
    {
        var answer = new RpcCall("version", []);
        answer.AddStruct().With("Server", dispatcher.Execute("core.version", []).Rows[0].ToText().Trim());
        return answer;
    }

    private RpcCall Processes()
    {
        var answer = new RpcCall("ps", []);
        var list = RpcValue.List();
        answer.Add(list);
        foreach (var row in dispatcher.Execute("core.psx", []).Rows)
        {
            var (index, process, description) = (row.Members[0].Value.ToText(), row.Members[1].Value.ToText(), row.Members[2].Value.ToText());
            list.With("Process", string.Create(CultureInfo.InvariantCulture, $" ID={index} PID={process} Type={description}"));
        }

        return answer;
    }

    private RpcCall Which()
    {
        var answer = new RpcCall("which", []);
        foreach (var own in (ReadOnlySpan<string>)["ps", "uptime", "version", "which"])
            answer.Add(own);

        foreach (var command in dispatcher.All())
            answer.Add(command.Mi.Length > 0 ? command.Mi : command.Name);

        return answer;
    }
}
