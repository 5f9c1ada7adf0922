using Signalbox.Engine.Catalog;

namespace Signalbox.Engine.Configuration;

/// <content>Reloads; these parameters are ours.</content>
public sealed partial class CoreSettings
{
    /// <summary>SIGHUP reloads.</summary>
    [Parameter("reload_on_hup", Default = "no", Summary = "SIGHUP loads the configuration again; off as the peer ignores the signal.")]
    public bool ReloadOnHangup { get; set; }

    /// <summary>Seconds between two looks at the files; 0 = never.</summary>
    [Parameter("reload_watch", Default = "0", Unit = "s", Summary = "Reloads when a file of the configuration has changed and is quiet: time between two looks; 0 = never.", Min = 0, Max = 3600)]
    public int ReloadWatch { get; set; }

    /// <summary>Where routes that a transaction has armed are found: <c>generation</c> or <c>name</c>.</summary>
    [Parameter("reload_mode", Forms = ParameterForms.Quoted | ParameterForms.Word, Default = "generation", Choices = "generation name", Summary = "Routes armed by a transaction run as they were when it began (generation), or by their name in the newest configuration, the old one when it is gone (name).")]
    public string ReloadMode
    {
        get;
        set => ReloadsByName = (field = value) == "name";
    } = "generation";

    /// <summary>True for <c>reload_mode=name</c>.</summary>
    public bool ReloadsByName { get; private set; }
}
