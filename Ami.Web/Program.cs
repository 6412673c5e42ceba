using Ami.ServiceDefaults;
using Ami.ServiceDefaults.Hosting;
using Ami.ServiceDefaults.Telemetry;
using Ami.Web.Edge;
using Ami.Web.Spa;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("ami-web");
builder.AddEdge();
builder.AddSpa();

var app = builder.Build();
app.UseTrustedProxies("Edge:TrustedProxies");
app.UseServiceDefaults();
app.UseSecurityHeaders();
app.UsePerAddressLimit();
app.UseCompression();
app.MapServiceDefaults(app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value.TrustLoopback ? MetricsReaders.Machine : MetricsReaders.Nobody);
app.MapEdge();
app.MapSpa();
app.Run();

/// <summary>Visible to the tests' host.</summary>
public partial class Program;
