using Ami.ApiService.OpenApi;
using Ami.ApiService.Pipeline;
using Ami.ApiService.Quotas;
using Ami.Modules;
using Ami.Modules.Operations;
using Ami.ServiceDefaults;
using Ami.ServiceDefaults.Health;
using Ami.ServiceDefaults.Hosting;
using Ami.ServiceDefaults.Telemetry;

var builder = WebApplication.CreateBuilder(args);
var modules = AllModules.All.Enabled(builder.Configuration);

builder.AddServiceDefaults("ami-api");
builder.AddAmiCore();
builder.AddClusterClient();
builder.Services.AddHeartbeat("ami-api", services => services.GetRequiredService<ProcessVitals>().Read());
builder.Services.AddModuleSwitches(modules);
builder.Services.AddApiConventions();
builder.Services.AddApiDocument();
builder.Services.AddPlanQuotas();
builder.AddAdmission();
foreach (var module in modules)
{
    module.AddServices(builder.Services, builder.Configuration);
}

if (args is ["openapi", _])
{
    builder.Services.DescribeOnly();
}

var app = builder.Build();
app.UseTrustedProxies(EdgeHeartbeats.ProxySetting, whenUnset: EdgeHeartbeats.Loopback);
app.UseServiceDefaults();
app.UseAdmission();
app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
app.UseAuthentication();
app.UseUserLogScope();
app.UsePlanQuotas();
app.UseAuthorization();
app.UseImpersonationRecord();
app.UseEndpointRules();
app.MapServiceDefaults();
app.MapDetailedHealth().RequirePermission(OperationsPermissions.ReadSystem);
app.MapVersion();
app.MapSettleRequest();
app.MapEdgeHeartbeats();
app.MapApiDocument();
foreach (var module in modules)
{
    app.MapModule(module);
}

app.VerifyEndpointRules();

if (args is ["openapi", var path])
{
    await app.WriteApiDocument(path);
}
else
{
    await app.RunAsync();
}

/// <summary>Visible to the tests' host.</summary>
public partial class Program;
