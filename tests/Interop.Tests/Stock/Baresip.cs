using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Stock;

/// <summary>Debian's baresip as a phone without sound devices; answers by itself, told what to do over its control port.</summary>
internal sealed class Baresip : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Tool _process;
    private readonly TcpClient _control = new(AddressFamily.InterNetwork);
    private readonly List<JsonElement> _said = [];

    /// <summary>Starts it.</summary>
    /// <param name="folder">The test's folder; the phone gets one of its own in it.</param>
    /// <param name="user">alice.</param>
    /// <param name="password">Her password.</param>
    /// <param name="registrar">The server, e.g. 127.0.0.1:5061.</param>
    /// <param name="transport">udp, tcp or tls.</param>
    /// <param name="certificate">PEM file with key and certificate for connections that come in; empty = none.</param>
    public Baresip(string folder, string user, string password, string registrar, string transport, string certificate = "")
    {
        var port = Ports.FreeOfBoth();
        var own = Directory.CreateDirectory(Path.Combine(folder, user)).FullName;
        WriteTone(Path.Combine(own, "tone.wav"));
        File.WriteAllText(Path.Combine(own, "contacts"), string.Empty);
        File.WriteAllText(Path.Combine(own, "accounts"), $"<sip:{user}@{registrar};transport={transport}>;auth_user={user};auth_pass={password};regint=60;answermode=auto\n");
        File.WriteAllText(Path.Combine(own, "config"), Config(own, folder, port, certificate));
        _process = Tool.Start("baresip", own, "-f", own);
        Connect(port);
        WaitFor("registration", () =>
        {
            Send("reginfo", string.Empty);
            return Said(static one => one.TryGetProperty("data", out var data) && data.GetString()!.Contains("OK", StringComparison.Ordinal) && data.GetString()!.Contains("Expires", StringComparison.Ordinal));
        });
    }

    /// <summary>Dials.</summary>
    public void Dial(string uri) => Send("dial", uri);

    /// <summary>Ends the call.</summary>
    public void HangUp() => Send("hangup", string.Empty);

    /// <summary>Waits for an event, e.g. CALL_ESTABLISHED.</summary>
    public void WaitForEvent(string type) =>
        WaitFor(type, () => Said(one => one.TryGetProperty("type", out var found) && found.GetString() == type));

    /// <inheritdoc />
    public void Dispose()
    {
        _control.Dispose();
        _process.Dispose();
    }

    private static string Config(string own, string folder, int port, string certificate) =>
        $"sip_listen 127.0.0.1:0\n{(certificate.Length > 0 ? $"sip_certificate {certificate}\n" : "")}sip_cafile {folder}/cert.pem\nsip_verify_server yes\nnet_interface 127.0.0.1\n"
        + $"audio_source aufile,{own}/tone.wav\naudio_player aufile,{own}/heard.wav\naudio_alert aufile,{own}/alert.wav\n"
        + $"module_path /usr/lib/baresip/modules\nmodule g711.so\nmodule aufile.so\nmodule account.so\nmodule menu.so\nmodule ctrl_tcp.so\nctrl_tcp_listen 127.0.0.1:{port}\n";

    // Five seconds of 16-bit samples at 8000 Hz behind the 44 bytes of a RIFF header.
    private static void WriteTone(string path)
    {
        const int rate = 8000;
        const int bytes = 5 * rate * 2;
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write("RIFF"u8);
        writer.Write(36 + bytes);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(bytes);
        for (var i = 0; i < bytes / 2; i++)
            writer.Write((short)(8000 * Math.Sin(i * 2 * Math.PI * 440 / rate)));
    }

    private void Connect(int port)
    {
        WaitFor("its control port", () => Ports.IsListening(port));
        _control.Connect(IPAddress.Loopback, port);
        new Thread(Read) { IsBackground = true }.Start();
    }

    private void Send(string command, string parameters)
    {
        var text = JsonSerializer.Serialize(new { command, @params = parameters });
        _control.GetStream().Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text},")));
    }

    // Messages are netstrings: 12:{"a":"text"},
    private void Read()
    {
        try
        {
            using var reader = new StreamReader(_control.GetStream(), Encoding.Latin1);
            var length = 0;
            for (var next = reader.Read(); next >= 0; next = reader.Read())
            {
                if (next != ':')
                {
                    length = char.IsAsciiDigit((char)next) ? (length * 10) + next - '0' : 0;
                    continue;
                }

                var text = new char[length];
                reader.ReadBlock(text, 0, length);
                length = 0;
                lock (_said)
                    _said.Add(JsonDocument.Parse(new string(text)).RootElement);
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private bool Said(Func<JsonElement, bool> condition)
    {
        lock (_said)
            return _said.Exists(one => condition(one));
    }

    private void WaitFor(string what, Func<bool> condition)
    {
        for (var until = DateTime.UtcNow + Patience; !condition(); Thread.Sleep(50))
        {
            if (DateTime.UtcNow < until && !_process.HasEnded)
                continue;

            lock (_said)
                throw new InvalidOperationException($"waited in vain for {what}; baresip said {string.Join('\n', _said)}");
        }
    }
}
