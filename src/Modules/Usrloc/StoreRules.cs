using Signalbox.Modules.Storage.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Usrloc;

/// <summary>How a table uses its database.</summary>
/// <param name="IsOnlyPlace">db_mode 3.</param>
/// <param name="WritesAtOnce">db_mode 1 and 3.</param>
/// <param name="ServerKey">The number of this server when only its rows count, else nothing.</param>
/// <param name="Sort">Puts contacts into their order.</param>
internal sealed record StoreRules(bool IsOnlyPlace, bool WritesAtOnce, SqlValue[] ServerKey, Action<Contact[]> Sort);
