using System.Globalization;
using System.Text.RegularExpressions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;

namespace Signalbox.Testing;

/// <summary>
/// Plays a scenario on a <see cref="LoopbackEngine"/>:
/// <code>
/// --- cfg                        the configuration
/// --- send 192.0.2.1:5060 [udp:127.0.0.1:5060]      a message, sent from there
/// --- expect 192.0.2.2:5060      the next message to there: each line must match one of its lines, the first its first
/// --- nothing                    no message waits
/// --- wait 500                   milliseconds
/// --- rpc tm.cancel id "1 INVITE"  a command; blanks divide, "" holds together, \r\n are line ends; each line must match a line of the answer
/// --- log                        each line must match something a script logged
/// </code>
/// In expected lines <c>*</c> is anything and <c>{name}</c> takes a word that later steps may use.
/// </summary>
/// <param name="makeSource">Makes a configuration source from the text of the cfg step.</param>
public sealed class ScenarioPlayer(Func<string, ModuleServices, IConfigurationSource> makeSource)
{
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly LoopbackEngine _engine = new();

    /// <summary>Plays all steps.</summary>
    /// <exception cref="ScenarioException">A step failed; the message says which and why.</exception>
    public static async Task PlayAsync(string path, Func<string, ModuleServices, IConfigurationSource> makeSource) =>
        await new ScenarioPlayer(makeSource).PlayAsync(ScenarioFile.Read(path));

    /// <summary>Plays all steps.</summary>
    public async Task PlayAsync(IReadOnlyList<ScenarioStep> steps)
    {
        foreach (var step in steps)
            await PlayAsync(step);

        await _engine.StopAsync();
    }

    private async Task PlayAsync(ScenarioStep step)
    {
        switch (step.Verb)
        {
            case "cfg":
                await _engine.StartAsync(makeSource(string.Join('\n', step.Lines) + "\n", _engine.Services));
                break;
            case "send":
                Send(step);
                break;
            case "expect":
                Expect(step);
                break;
            case "nothing" when _engine.Sent.Count > 0:
                throw new ScenarioException($"{step.Location}: wanted nothing, got to {_engine.Sent[0].To}:\n{_engine.Sent[0].Text}");
            case "nothing":
                break;
            case "wait":
                _engine.Advance(TimeSpan.FromMilliseconds(int.Parse(step.Argument, CultureInfo.InvariantCulture)));
                break;
            case "rpc":
                Command(step);
                break;
            case "log":
                ExpectLog(step);
                break;
            default:
                throw new ScenarioException($"{step.Location}: no such step '{step.Verb}'");
        }
    }

    private void Send(ScenarioStep step)
    {
        var where = step.Argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = step.ToMessage();
        foreach (var (name, value) in _words)
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);

        _engine.Deliver(text, where[0], where.Length > 1 ? where[1] : null);
    }

    private void Expect(ScenarioStep step)
    {
        var sent = _engine.Take(step.Argument);
        if (sent is null)
        {
            var others = string.Concat(_engine.Sent.Select(other => $"\n{other.To}: {other.Text.Split("\r\n")[0]}"));
            throw new ScenarioException($"{step.Location}: nothing went to {step.Argument}; what waits:{others}");
        }

        var lines = sent.Text.Split("\r\n");
        for (var i = 0; i < step.Lines.Count; i++)
        {
            if (!Matches(step.Lines[i], i == 0 ? lines[..1] : lines))
                throw new ScenarioException($"{step.Location}: no line '{step.Lines[i]}' in what went to {sent.To}:\n{sent.Text}");
        }
    }

    private void Command(ScenarioStep step)
    {
        var text = step.Argument.Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);
        foreach (var (name, value) in _words)
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);

        var words = Regex.Matches(text, "\"(?<word>[^\"]*)\"|(?<word>[^ ]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["word"].Value)
            .ToArray();
        var answer = RpcText.Lines(_engine.Services.Get<RpcDispatcher>().Execute(words[0], [.. words[1..].Select(RpcValue.Of)]));
        foreach (var line in step.Lines)
        {
            if (!Matches(line, answer))
                throw new ScenarioException($"{step.Location}: no line '{line}' in the answer:\n{string.Join('\n', answer)}");
        }
    }

    private void ExpectLog(ScenarioStep step)
    {
        foreach (var line in step.Lines)
        {
            if (!Matches(line, [.. _engine.Log.Select(entry => entry.Text)]))
                throw new ScenarioException($"{step.Location}: nobody logged '{line}', but:\n{string.Join('\n', _engine.Log.Select(entry => entry.Text))}");
        }
    }

    private bool Matches(string pattern, IReadOnlyList<string> lines)
    {
        var regex = new Regex($"^{Translate(pattern)}$", RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        foreach (var line in lines)
        {
            var match = regex.Match(line);
            if (!match.Success)
                continue;

            foreach (var group in match.Groups.Values.Where(group => !char.IsAsciiDigit(group.Name[0])))
                _words[group.Name] = group.Value;

            return true;
        }

        return false;
    }

    private string Translate(string pattern)
    {
        var escaped = Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal);
        return Regex.Replace(
            escaped,
            @"\\\{(?<name>[a-z]\w*)}",
            word => _words.TryGetValue(word.Groups["name"].Value, out var known) ? Regex.Escape(known) : $"(?<{word.Groups["name"].Value}>[^\\s;,>]+)",
            RegexOptions.None,
            TimeSpan.FromSeconds(1));
    }
}
