using Ami.Modules;
using Ami.ServiceDefaults;
using Ami.ServiceDefaults.Telemetry;
using Ami.Silo.Commands;

// With a command it is a program that ends (migrate, seed-demo, import-candles …); without, the background host.
if (args.Length > 0 && !args[0].StartsWith("--", StringComparison.Ordinal) || args is ["--help"])
{
    return await CommandLine.Run(args);
}

var builder = WebApplication.CreateBuilder(args);
var modules = AllModules.All.Enabled(builder.Configuration);

builder.AddServiceDefaults("ami-silo");
builder.AddAmiCore();
builder.Services.AddHeartbeat("ami-silo", services => services.GetRequiredService<ProcessVitals>().Read());
builder.Services.AddModuleSwitches(modules);
builder.AddClusterSilo();
builder.Services.AddAmiBackground();
foreach (var module in modules)
{
    module.AddServices(builder.Services, builder.Configuration);
    module.AddBackground(builder.Services, builder.Configuration);
}

var app = builder.Build();
app.UseServiceDefaults();
app.MapServiceDefaults();
await app.RunAsync();
return 0;

/// <summary>Visible to the tests' host.</summary>
public partial class Program;
