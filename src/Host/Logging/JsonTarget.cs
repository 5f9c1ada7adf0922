using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Host.Logging;

/// <summary>
/// One JSON object a line with the peer's members (<c>--log-engine=json</c>): idx, pid, level, module, logprefix, message. There is no
/// file, line and function of a C source to show. Flags: A leaves the prefix out, M and N are taken: lines never have an inner end.
/// </summary>
internal sealed class JsonTarget(Stream output, bool withPrefix) : ILogTarget
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>True when all letters of the flags are known here.</summary>
    public static bool Knows(string flags) => flags.All(static flag => flag is 'A' or 'M' or 'N');

    /// <inheritdoc />
    public void Write(int level, LogLabel label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        // The head is: prefix, then the module in angle brackets, a colon and a blank.
        var open = head.LastIndexOf((byte)'<');
        var close = head.LastIndexOf((byte)'>');
        var module = open >= 0 && close > open ? head[(open + 1)..close] : head;
        lock (_gate)
        {
            _line.ResetWrittenCount();
            using var json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
            json.WriteStartObject();
            json.WriteString("time", DateTimeOffset.Now);
            json.WriteNumber("idx", 0);
            json.WriteNumber("pid", Environment.ProcessId);
            json.WriteString("level", label.LevelName ?? LogLevels.Name(level));
            WriteText(json, "module", module);
            if (withPrefix)
                WriteText(json, "logprefix", open > 0 ? head[..open] : []);

            WriteText(json, "message", text);
            json.WriteEndObject();
            json.Flush();
            _line.Write("\n"u8);
            try
            {
                output.Write(_line.WrittenSpan);
            }
            catch (IOException)
            {
                // Nobody reads it any more; the server goes on without a log.
            }
        }
    }

    // A message may hold any bytes; what is not UTF-8 is shown as Latin-1.
    private static void WriteText(Utf8JsonWriter json, string name, ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
            json.WriteString(name, text);
        else
            json.WriteString(name, Encoding.Latin1.GetString(text));
    }
}
