using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Modules.Core.Api;

/// <summary>A syslog facility by its name, e.g. <c>LOG_LOCAL0</c>.</summary>
/// <param name="Value">The facility.</param>
internal readonly record struct LogFacility(SyslogFacility Value) : IScriptArgument<LogFacility>
{
    /// <inheritdoc />
    public static bool TryParse(string text, out LogFacility value, out string error)
    {
        var good = SyslogFacilities.TryParse(text, out var facility);
        value = new LogFacility(facility);
        error = good ? string.Empty : $"unknown syslog facility '{text}'";
        return good;
    }
}
