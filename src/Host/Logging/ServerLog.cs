using System.Text;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Host.Logging;

/// <summary>The log of scripts and of the server: one target, one level, both follow the live configuration.</summary>
internal sealed class ServerLog(ILogTarget target, int? fixedLevel) : IScriptLog, ILogEventSink
{
    private const string Engine = "core";
    private const string Script = "script";
    private ILogTarget _target = target;
    private Func<Snapshot?> _current = static () => null;

    /// <summary>Highest level that is written.</summary>
    public int Level => fixedLevel ?? _current()?.Settings.Debug ?? 0;

    /// <summary>From now on the level is that of the live configuration, unless the command line fixed it.</summary>
    public void Follow(Func<Snapshot?> current) => _current = current;

    /// <summary>Goes to another target from now on.</summary>
    public void SwitchTo(ILogTarget target) => Volatile.Write(ref _target, target);

    /// <summary>A Serilog logger that writes here.</summary>
    public Logger CreateLogger() => new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(this).CreateLogger();

    /// <inheritdoc />
    public bool IsEnabled(int level) => level <= LevelOf(Script);

    /// <inheritdoc />
    public void Write(int level, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) => Write(level, default, head, text);

    /// <inheritdoc />
    public void Write(int level, LogLabel label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[^1] == (byte)'\n')
            text = text[..^1];

        Volatile.Read(ref _target).Write(level, label.Facility is null ? label with { Facility = FacilityOf(Script) } : label, head, text);
    }

    /// <summary>Writes a line of the server itself.</summary>
    public void Core(int level, string text)
    {
        if (level <= LevelOf(Engine))
            Volatile.Read(ref _target).Write(level, new LogLabel(FacilityOf(Engine)), "<core>: "u8, Encoding.UTF8.GetBytes(text));
    }

    /// <inheritdoc />
    public void Emit(LogEvent logEvent)
    {
        var level = LogLevels.Of(logEvent.Level);
        var source = logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var name) && name is ScalarValue { Value: string category }
            ? category
            : Engine;
        if (level > LevelOf(source))
            return;

        var text = logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture);
        if (logEvent.Exception is { } cause)
            text += $": {(LevelOf(source) >= LogLevels.Highest ? cause.ToString() : $"{cause.GetType().Name}: {cause.Message}")}";

        Volatile.Read(ref _target).Write(level, new LogLabel(FacilityOf(source)), Encoding.UTF8.GetBytes($"<{source}>: "), Encoding.UTF8.GetBytes(text));
    }

    // A module may have a level of its own (log_level_of, module debugger); the engine is what the peer calls the core.
    private int LevelOf(string source) => _current()?.Settings.ModuleLogs.LevelOf(NameOf(source)) ?? Level;

    private SyslogFacility? FacilityOf(string source) => _current()?.Settings.ModuleLogs.FacilityOf(NameOf(source));

    private static string NameOf(string source) => source is "engine" ? Engine : source;
}
