using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>One Contact value of a REGISTER.</summary>
/// <param name="Contact">The record it asks for; without id and place yet.</param>
/// <param name="IsRemoval">True when it asks to be forgotten.</param>
internal readonly record struct RequestedContact(Contact Contact, bool IsRemoval);
