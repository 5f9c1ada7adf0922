namespace Signalbox.Host.CommandLine;

/// <summary>What <c>-h</c> and <c>-v</c> print.</summary>
internal static class HelpText
{
    /// <summary>The help.</summary>
    public const string Usage = """
        usage: signalbox [flags]                     run the server (Kamailio's flags)
               signalbox demo [--once]               place a traced call through examples/quickstart.cfg
               signalbox check FILE [--format text|json|sarif]   show every problem of a configuration
               signalbox rpc [-s ADDRESS] [--json] METHOD ...   call a method of a running server
               signalbox reload [-s ADDRESS] [--check] [--force] [--diff] [--json]   load the configuration of a running server again
               signalbox trace list DATABASE         calls that siptrace or sipcapture stored
               signalbox trace show DATABASE CALLID  one call with all its legs as a ladder
               signalbox trace export DATABASE CALLID --format pcapng|pcap|text|json [-o FILE]
               signalbox db create --url URL [--acc-extra]   make the tables of a database
               signalbox docs FOLDER                 write the reference pages of all modules
               signalbox kemi stubs --lua|--ts       write the script functions for editors

        flags:
          -f FILE     configuration file (default /etc/kamailio/kamailio.cfg)
          -c          check the configuration and exit
          --cfg-print  print the configuration after includes and conditional lines
          -D, -DD     stay in the foreground; without it the server goes to the background
          -E, -e      log to stderr; in colours
          -d          one more log level (repeat); --debug=N sets it
          --log-engine=json[:FLAGS], --log-file=FILE   log lines as JSON; into a file
          -l ADDRESS  listen on [proto:]address[:port]; repeat for more
          -A DEFINE   preprocessor define: NAME or NAME=VALUE
          --subst=, --substdef=, --substdefs=  preprocessor substitutions
          --loadmodule=NAME, --modparam=MODULE:NAME:s|i:VALUE
          -n N, -N N  workers per UDP socket; workers for TCP and TLS
          -T          no TCP
          -a yes|no, --alias=NAME  aliases of this server
          -Y DIR      folder of control sockets
          -P FILE     file for the process id
          -w DIR      working folder
          -u USER, -g GROUP  run as
          --server-id=N
          -v, -h      version, this help
          -m -M -x -X -L -Q -G -W -b -O -S -r -R -K --atexit
                      accepted for compatibility, without effect
        """;
}
