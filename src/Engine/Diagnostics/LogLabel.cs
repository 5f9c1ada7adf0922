namespace Signalbox.Engine.Diagnostics;

/// <summary>What a log line may say of itself instead of what the server's lines say.</summary>
/// <param name="Facility">Its syslog facility; null = the server's. Other logs than syslog have none.</param>
/// <param name="LevelName">What stands where the level's name stands; null = that name.</param>
public readonly record struct LogLabel(SyslogFacility? Facility = null, string? LevelName = null);
