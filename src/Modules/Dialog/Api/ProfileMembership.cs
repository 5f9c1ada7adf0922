namespace Signalbox.Modules.Dialog.Api;

/// <summary>That a dialog is in a profile.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Value">Value; null in a profile without values.</param>
internal readonly record struct ProfileMembership(DialogProfile Profile, string? Value);
