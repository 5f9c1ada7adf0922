using Signalbox.Engine.Routing;

namespace Signalbox.Modules.AppLuaSr;

/// <summary>The table <c>sr</c> in Lua: names of the older interface over the functions of <c>KSR</c>, with the results recorded of the peer.</summary>
internal static class SrScript
{
    /// <summary>What is there without being registered: functions that write give nothing back.</summary>
    public const string Core = """
        local silent = function(f) return function(...) f(...) end end
        local pv, hdr = KSR.pv, KSR.hdr
        sr = setmetatable({}, { __index = KSR })
        sr.pv = setmetatable({ seti = silent(pv.seti), sets = silent(pv.sets), unset = silent(pv.unset), getw = function(name) return pv.getvs(name, "<<null>>") end }, { __index = pv })
        sr.hdr = setmetatable({ append = silent(hdr.append), insert = silent(hdr.insert), remove = silent(hdr.remove), append_to_reply = silent(hdr.append_to_reply) }, { __index = hdr })
        sr.modf = KSR.x.modf
        sr.probe = function() end
        sr.dbg, sr.err, sr.info, sr.warn = silent(KSR.dbg), silent(KSR.err), silent(KSR.info), silent(KSR.warn)
        function sr.log(level, text)
          if text == nil then KSR.err(level) else KSR.log(level, text) end
        end
        function sr.setbflag(flag, branch) return KSR.setbiflag(flag, branch or 0) end
        function sr.resetbflag(flag, branch) return KSR.resetbiflag(flag, branch or 0) end
        function sr.isbflagset(flag, branch) return KSR.isbiflagset(flag, branch or 0) end
        function sr.drop() return KSR.set_drop() end
        sr.xavp = {}
        do
          -- Each field is a list of its values, newest first, or with mode 1 the newest one.
          local function table_of(name, index, mode)
            local path = "$xavp(" .. name .. "[" .. index .. "]=>"
            local names = KSR.pvx.xavp_get_keys(name, index)
            if names == nil then return nil end
            local all = {}
            for _, field in ipairs(names) do
              if mode == 1 then
                all[field] = pv.get(path .. field .. ")")
              else
                local values, i = {}, 0
                local value = pv.get(path .. field .. "[0])")
                while value ~= nil do
                  i = i + 1
                  values[i] = value
                  value = pv.get(path .. field .. "[" .. i .. "])")
                end
                all[field] = values
              end
            end
            return all
          end
          function sr.xavp.get_keys(name, index) return KSR.pvx.xavp_get_keys(name, index or 0) end
          function sr.xavp.get(name, index, mode)
            if index ~= nil then return table_of(name, index, mode) end
            local all, i = {}, 0
            local one = table_of(name, 0, mode)
            while one ~= nil do
              i = i + 1
              all[i] = one
              one = table_of(name, i, mode)
            end
            if i > 0 then return all end
          end
        end
        local function package(name, functions)
          if KSR[name] ~= nil then sr[name] = setmetatable(functions or {}, { __index = KSR[name] }) end
        end

        """;

    /// <summary>Functions under names that <c>KSR</c> has not, or that give something else; by package.</summary>
    private static readonly Dictionary<string, string> Differing = new(StringComparer.Ordinal)
    {
        ["dispatcher"] = """
            select = function(set, algorithm, mode)
                if mode == 1 then return KSR.dispatcher.ds_select_domain(set, algorithm) end
                return KSR.dispatcher.ds_select_dst(set, algorithm)
              end,
              next = function(mode)
                if mode == 1 then return KSR.dispatcher.ds_next_domain() end
                return KSR.dispatcher.ds_next_dst()
              end,
              mark = function() return KSR.dispatcher.ds_mark_dst() end,
              is_from = function(set)
                if set == nil then return KSR.dispatcher.ds_is_from_lists() end
                return KSR.dispatcher.ds_is_from_list(set)
              end
            """,
        ["registrar"] = """
            save = function(location, flags, uri)
                if uri ~= nil then return KSR.registrar.save_uri(location, flags or 0, uri) end
                if location == nil then return -1 end
                return KSR.registrar.save(location, flags or 0)
              end,
              lookup = function(location, uri)
                if uri ~= nil then return KSR.registrar.lookup_uri(location, uri) end
                if location == nil then return -1 end
                return KSR.registrar.lookup(location)
              end,
              registered = function(location, uri)
                if uri ~= nil then return KSR.registrar.registered_uri(location, uri) end
                if location == nil then return -1 end
                return KSR.registrar.registered(location)
              end,
              lookup_to_dset = function(location, uri)
                if location == nil then return -1 end
                return KSR.registrar.lookup_to_dset(location, uri or "")
              end
            """,
        ["rr"] = """
            record_route = function(parameters)
                local rc
                if parameters ~= nil then rc = KSR.rr.record_route_params(parameters) else rc = KSR.rr.record_route() end
                return rc > 0 and 0 or rc
              end,
              add_rr_param = function(parameters)
                local rc = KSR.rr.add_rr_param(parameters)
                return rc > 0 and 0 or rc
              end
            """,
        ["sanity"] = "sanity_check = function(message, uri) return KSR.sanity.sanity_check(message or 1511, uri or 7) end",
        ["siputils"] = "is_uri_user_e164 = function(uri) return KSR.x.modf(\"is_uri_user_e164\", uri) > 0 end",
        ["sl"] = """
            send_reply = function(code, reason)
                if reason == nil then return -1 end
                return KSR.sl.send_reply(code, reason)
              end,
              get_reply_totag = function() return KSR.pv.get("$ltt(s)") end
            """,
        ["sqlops"] = """
            query = function(...) return KSR.sqlops.sql_query(...) end,
              xquery = function(...) return KSR.sqlops.sql_xquery(...) end,
              nrows = function(result) return KSR.sqlops.sql_num_rows(result) end,
              ncols = function(result) return KSR.sqlops.sql_num_columns(result) end,
              column = function(result, column) return KSR.pv.get("$dbr(" .. result .. "=>colname[" .. column .. "])") end,
              is_null = function(result, row, column) return KSR.sqlops.sql_is_null(result, row, column) > 0 end,
              value = function(result, row, column)
                local value = KSR.sqlops.sql_result_get(result, row, column)
                if value ~= nil then return value end
                local is_there = row < KSR.sqlops.sql_num_rows(result) and column < KSR.sqlops.sql_num_columns(result)
                return is_there and 0
              end,
              reset = function(result) return KSR.sqlops.sql_result_free(result) > 0 end
            """,
        ["xhttp"] = "reply = function(...) return KSR.xhttp.xhttp_reply(...) end",
    };

    /// <summary>Names that reach a function of another name.</summary>
    public static IReadOnlyCollection<ScriptAlias> Aliases { get; } =
    [
        new("sqlops", "query", "sql_query"), new("sqlops", "xquery", "sql_xquery"), new("dispatcher", "select", "ds_select_dst"), new("dispatcher", "next", "ds_next_dst"),
        new("registrar", "save", "save"), new("registrar", "lookup", "lookup_uri"), new("xhttp", "reply", "xhttp_reply"),
    ];

    /// <summary>Registers a package.</summary>
    public static string Registration(string package) =>
        Differing.TryGetValue(package, out var functions) ? $"package(\"{package}\", {{ {functions} }})\n" : $"package(\"{package}\")\n";
}
