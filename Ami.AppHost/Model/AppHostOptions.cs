using System.Globalization;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Model;

/// <summary>What was asked for on the command line.</summary>
public sealed record AppHostOptions
{
    public const int DefaultPort = 5080;

    public const string Usage = """
        dotnet run --project Ami.AppHost -- [options]
          --port N             port of the web application (default 5080; 0 = any free port)
          --dashboard-port N   port of the developer dashboard (default: any free port)
          --silos N            background hosts (default 1)
          --apis N             HTTP hosts (default 1)
          --demo               seed a demo student and an admin, and print how to sign in
          --ephemeral          throw-away data, gone at the end
          --data DIR           where data, secrets and logs are kept (default .ami)
          --containers         run PostgreSQL and Redis in containers (docker or podman)
          --no-build           start what was built last
          --operation publish --publisher manifest --output-path FILE
                               start nothing, describe the system for deployment
          --ConnectionStrings:ami=… --ConnectionStrings:ami-owner=… --ConnectionStrings:redis=…
                               use these servers (also as environment variables ConnectionStrings__ami and so on)
        """;

    public int Port { get; init; } = DefaultPort;

    public int DashboardPort { get; init; }

    public int Silos { get; init; } = 1;

    public int Apis { get; init; } = 1;

    public bool Demo { get; init; }

    public bool Ephemeral { get; init; }

    public bool Containers { get; init; }

    public bool Build { get; init; } = true;

    public bool Help { get; init; }

    /// <summary>Null for the default: <c>.ami</c> in the checkout, or a temporary folder when <see cref="Ephemeral"/>.</summary>
    public string? Data { get; init; }

    /// <summary>Configuration given as <c>--Section:Key=value</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Options of Aspire's own, which azd and the manifest publisher give: passed on as they are.</summary>
    public IReadOnlyList<string> Publishing { get; init; } = [];

    /// <exception cref="SetupException">An unknown option, or a value that makes no sense.</exception>
    public static AppHostOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new AppHostOptions();
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var publishing = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var parts = arguments[i].Split('=', 2);
            options = parts[0] switch
            {
                "--port" => options with { Port = Number(0, 65535) },
                "--dashboard-port" => options with { DashboardPort = Number(0, 65535) },
                "--silos" => options with { Silos = Number(1, 16) },
                "--apis" => options with { Apis = Number(1, 16) },
                "--data" => options with { Data = Path.GetFullPath(Value()) },
                "--demo" => options with { Demo = Flag() },
                "--ephemeral" => options with { Ephemeral = Flag() },
                "--containers" => options with { Containers = Flag() },
                "--no-build" => options with { Build = !Flag() },
                "--operation" or "--publisher" or "--output-path" or "--step" => Publish(),
                "--help" or "-h" => options with { Help = Flag() },
                _ when parts[0].StartsWith("--", StringComparison.Ordinal) && parts[0].Contains(':', StringComparison.Ordinal) => Setting(),
                _ => throw Wrong($"Unknown option {parts[0]}."),
            };

            string Value() =>
                parts.Length == 2 ? parts[1]
                : i + 1 < arguments.Count ? arguments[++i]
                : throw Wrong($"{parts[0]} needs a value.");

            bool Flag() => parts.Length == 1 ? true : throw Wrong($"{parts[0]} takes no value.");

            int Number(int least, int most)
            {
                var text = Value();
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                    ? number
                    : throw Wrong($"{parts[0]} must be a number from {least} to {most}, not '{text}'.");
            }

            AppHostOptions Setting()
            {
                settings[parts[0][2..]] = Value();
                return options;
            }

            AppHostOptions Publish()
            {
                publishing.AddRange([parts[0], Value()]);
                return options;
            }
        }

        return options with
        {
            Settings = settings,
            Publishing = publishing,
        };
    }

    private static SetupException Wrong(string message) => new(message, "These are the options:" + Environment.NewLine + Usage) { ExitCode = 2 };
}
