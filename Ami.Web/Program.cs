using Ami.ServiceDefaults;
using Ami.ServiceDefaults.Hosting;
using Ami.Web.Edge;
using Ami.Web.Spa;

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
app.MapServiceDefaults(metricsFromLoopbackOnly: true);
app.MapEdge("/api", "/mcp", "/.well-known", "/health/detailed");
app.MapSpa();
app.Run();

/// <summary>Visible to the tests' host.</summary>
public partial class Program;
