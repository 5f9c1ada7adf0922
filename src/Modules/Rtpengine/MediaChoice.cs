namespace Signalbox.Modules.Rtpengine;

/// <summary>What set_rtpengine_set chose for a message.</summary>
/// <param name="First">Set to use.</param>
/// <param name="Second">Set to use when that has no server left; -1 = none.</param>
internal sealed record MediaChoice(int First, int Second);
