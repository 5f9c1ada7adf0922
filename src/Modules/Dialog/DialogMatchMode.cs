namespace Signalbox.Modules.Dialog;

/// <summary>How requests find their dialog (dlg_match_mode).</summary>
internal enum DialogMatchMode
{
    /// <summary>By the parameter of the Route alone.</summary>
    IdOnly = 0,

    /// <summary>By the parameter, without one by Call-ID and tags.</summary>
    IdOrTags = 1,

    /// <summary>By Call-ID and tags; no parameter is added.</summary>
    TagsOnly = 2,
}
