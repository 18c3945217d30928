"""The workbench, as a browser and as a machine meet it."""
