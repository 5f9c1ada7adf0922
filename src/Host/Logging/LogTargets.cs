using Signalbox.Engine.Configuration;
using Signalbox.Host.CommandLine;

namespace Signalbox.Host.Logging;

/// <summary>Where the log can go: stderr first, then what flags and configuration say.</summary>
internal sealed class LogTargets : IDisposable
{
    private readonly ServerOptions _options;
    private readonly Stream _stderr = Console.OpenStandardError();
    private readonly SyslogTarget _syslog = new();
    private readonly EarlyLines _early;
    private FileTarget? _file;

    /// <summary>Opens stderr.</summary>
    public LogTargets(ServerOptions options)
    {
        _options = options;
        First = options.LogsAsJson ? new JsonTarget(_stderr, withPrefix: true) : new StderrTarget(_stderr, options.LogInColour);
        _early = new EarlyLines(First);
    }

    /// <summary>The target until the configuration is read.</summary>
    public ILogTarget First { get; }

    /// <summary>The target that a configuration asks for; -E and log_stderror go before a file, a file before syslog.</summary>
    /// <exception cref="CommandLineException">The file cannot be opened, or the log engine has unknown flags.</exception>
    public ILogTarget For(CoreSettings settings)
    {
        if (settings.LogEngine == "json" && !JsonTarget.Knows(settings.LogEngineFlags))
            throw new CommandLineException($"unknown flags \"{settings.LogEngineFlags}\" of the log engine json, expected A, M or N");

        if (_options.LogToStderr || settings.LogToStderr)
            return Lines(settings, _stderr, isFile: false);

        if (settings.LogFile.Length > 0)
        {
            _file = OpenFile(settings);
            _early.HandTo(_file);
            return _file;
        }

        _syslog.Use(settings.LogFacility, settings.LogName);
        return _syslog;
    }

    /// <summary>
    /// The target for the lines of the start, before the server has become another user: as <see cref="For"/>, but stderr
    /// instead of a file, which must be that user's and gets them when it is opened.
    /// </summary>
    public ILogTarget ForStart(CoreSettings settings) => settings.LogFile.Length > 0 ? _early : For(settings);

    /// <summary>Opens the file again.</summary>
    public void Reopen() => _file?.Reopen();

    /// <inheritdoc />
    public void Dispose()
    {
        _file?.Dispose();
        _syslog.Dispose();
        _stderr.Dispose();
    }

    private ILogTarget Lines(CoreSettings settings, Stream output, bool isFile)
    {
        if (settings.LogEngine == "json")
            return new JsonTarget(output, withPrefix: !settings.LogEngineFlags.Contains('A', StringComparison.Ordinal));

        return isFile ? new StderrTarget(output, inColour: false, withTime: true) : First;
    }

    private FileTarget OpenFile(CoreSettings settings)
    {
        try
        {
            return new FileTarget(settings.LogFile, output => Lines(settings, output, isFile: true));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"cannot open the log file {settings.LogFile}: {refused.Message}");
        }
    }
}
