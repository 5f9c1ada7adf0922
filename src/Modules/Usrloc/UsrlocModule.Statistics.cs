using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Usrloc;

/// <content>Statistics, three for each table; names are the peer's.</content>
internal sealed partial class UsrlocModule
{
    private const string StatisticGroup = "usrloc";

    /// <inheritdoc />
    public void AddTo(List<ServerStatistic> all)
    {
        var users = 0L;
        foreach (var (name, table) in _state.All<LocationTable>())
        {
            Add($"{name}_contacts", table.ContactCount);
            Add($"{name}_expires", table.ExpiredCount);
            Add($"{name}_users", table.AddressCount);
            users += table.AddressCount;
        }

        Add("registered_users", users);

        void Add(string name, long value) => all.Add(new ServerStatistic(StatisticGroup, name, value, Counter: null));
    }
}
