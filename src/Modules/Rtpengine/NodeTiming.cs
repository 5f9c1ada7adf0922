namespace Signalbox.Modules.Rtpengine;

/// <summary>How long commands wait.</summary>
/// <param name="Tries">How often a command is sent.</param>
/// <param name="Wait">How long each time.</param>
/// <param name="Pause">How long a silent server is left alone.</param>
/// <param name="TypeOfService">Mark of the packets, -1 = none.</param>
internal sealed record NodeTiming(int Tries, TimeSpan Wait, TimeSpan Pause, int TypeOfService);
