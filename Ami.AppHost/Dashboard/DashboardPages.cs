using System.Globalization;
using System.Text.Encodings.Web;
using Ami.AppHost.Running;

namespace Ami.AppHost.Dashboard;

/// <summary>The pages as HTML. Everything that is not written here goes through the encoder.</summary>
internal sealed class DashboardPages(string formProof)
{
    private const int LinesWithoutScript = 300;

    public string Overview(IReadOnlyList<Instance> instances) => Page("AMI dashboard", $"""
        <h1>AMI</h1>
        <p id="connection" role="status">Reload the page to see changes.</p>
        <table>
        <thead><tr><th scope="col">Resource</th><th scope="col">State</th><th scope="col">Restarts</th><th scope="col">Process</th><th scope="col">Endpoint</th><th scope="col">Actions</th></tr></thead>
        <tbody id="overview">
        {Rows(instances)}
        </tbody>
        </table>
        """);

    public string Rows(IReadOnlyList<Instance> instances) => string.Concat(instances.Select(Row));

    public static string Log(Instance instance) => Page($"{instance.Name} · AMI dashboard", $"""
        <p><a href="/">← All resources</a></p>
        <h1>{Encode(instance.Name)}</h1>
        <p class="tools"><label>Show lines with <input id="filter" type="search" autocomplete="off"></label>
        <label><input id="follow" type="checkbox" checked> Follow</label> <span id="connection" role="status"></span></p>
        <pre id="log" tabindex="0" aria-label="Log of {Encode(instance.Name)}" data-stream="/logs/{Uri.EscapeDataString(instance.Name)}/stream">{Encode(string.Join('\n', instance.Log.Tail(LinesWithoutScript)))}</pre>
        """);

    private string Row(Instance instance) => $"""
        <tr>
        <th scope="row"><a href="/logs/{Uri.EscapeDataString(instance.Name)}">{Encode(instance.Name)}</a></th>
        <td data-label="State"><span class="state {instance.State.ToString().ToLowerInvariant()}">{Symbol(instance.State)} {instance.State.ToString().ToLowerInvariant()}</span></td>
        <td data-label="Restarts">{instance.Restarts.ToString(CultureInfo.InvariantCulture)}</td>
        <td data-label="Process">{instance.ProcessId?.ToString(CultureInfo.InvariantCulture) ?? "–"}</td>
        <td data-label="Endpoint">{string.Join("<br>", instance.Urls.Select(Endpoint))}</td>
        <td data-label="Actions"><form method="post" action="/resources/{Uri.EscapeDataString(instance.Name)}/restart">
        <input type="hidden" name="{DashboardGate.FormField}" value="{formProof}">
        {Button(instance, "start", shown: instance.ProcessId is null)}{Button(instance, "restart", shown: instance.ProcessId is not null)}{Button(instance, "stop", shown: instance.ProcessId is not null)}
        </form></td>
        </tr>
        """;

    private static string Button(Instance instance, string action, bool shown) => !shown ? "" : $"""
        <button formaction="/resources/{Uri.EscapeDataString(instance.Name)}/{action}" aria-label="{action} {Encode(instance.Name)}">{action}</button>
        """;

    private static string Endpoint(string url) => url.StartsWith("http", StringComparison.Ordinal)
        ? $"""<a href="{Encode(url)}" rel="noreferrer">{Encode(url)}</a>"""
        : Encode(url);

    /// <summary>So that colour is never the only sign.</summary>
    private static string Symbol(InstanceState state) => state switch
    {
        InstanceState.Healthy or InstanceState.Finished => "✓",
        InstanceState.Failed or InstanceState.Unhealthy => "✗",
        InstanceState.Restarting => "↻",
        InstanceState.Stopped or InstanceState.Stopping => "■",
        _ => "…",
    };

    private static string Page(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        <title>{Encode(title)}</title><link rel="stylesheet" href="/dashboard.css"><script src="/dashboard.js" defer></script></head>
        <body><main>
        {body}
        </main></body>
        </html>
        """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
