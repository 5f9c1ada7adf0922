namespace Signalbox.Modules.AppLuaSr;

/// <summary>The table <c>sr</c> in Lua: names of the older interface over the functions of <c>KSR</c>.</summary>
internal static class SrScript
{
    /// <summary>Packages that are there without being registered.</summary>
    public const string Core = """
        sr = setmetatable({ pv = KSR.pv, hdr = KSR.hdr, x = KSR.x }, { __index = KSR })
        sr.modf = KSR.x.modf
        function sr.log(level, text)
          if text == nil then return KSR.dbg(level) end
          return KSR.log(level, text)
        end
        function sr.drop() return KSR.set_drop() end
        local prefixes = { dispatcher = "ds_", xhttp = "xhttp_", sdpops = "sdp_", dialog = "dlg_", mqueue = "mq_", sl = "sl_", tm = "t_" }
        local function register(name)
          local module = KSR[name]
          if module == nil then return end
          local prefix = prefixes[name] or ""
          sr[name] = setmetatable({}, { __index = function(_, key) return module[key] or module[prefix .. key] end })
        end

        """;

    /// <summary>Registers a package; one whose module is not loaded is nil, as with <c>KSR</c>.</summary>
    public static string Registration(string package) => $"register(\"{package}\")\n";
}
