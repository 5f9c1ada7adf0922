using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;

namespace Signalbox.Modules.Tm;

/// <summary>What is known of a reply that goes upstream.</summary>
/// <param name="Code">Status code.</param>
/// <param name="Origin">Who made it.</param>
/// <param name="Branch">Branch it came by; -1 = made here.</param>
/// <param name="Context">The message it was made from.</param>
internal readonly record struct ReplyFacts(int Code, MessageOrigin Origin, int Branch, RoutingContext Context);
