using Ami.ServiceDefaults;
using Ami.StripeSimulator;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("ami-stripe");
builder.AddSimulator();

var app = builder.Build();
app.UseServiceDefaults();
app.MapServiceDefaults();
app.MapSimulator();
await app.RunAsync();

/// <summary>Visible to the tests' host.</summary>
public partial class Program;
